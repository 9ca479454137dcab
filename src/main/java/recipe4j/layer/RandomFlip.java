package recipe4j.layer;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Flips every other image, drawn by lot: left and right, top and bottom, or, by one lot as in Keras
 * 3, both.
 */
@SuppressWarnings("serial") // JSON is what is saved
public final class RandomFlip extends RandomTransform {
  @JsonProperty private boolean horizontal;
  @JsonProperty private boolean vertical;

  private RandomFlip() {}

  /** At least one of both. */
  public RandomFlip(boolean horizontal, boolean vertical) {
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  @Override
  public String kerasClass() {
    return "RandomFlip";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    String mode = !vertical ? "horizontal" : horizontal ? "horizontal_and_vertical" : "vertical";
    return Map.of("mode", mode);
  }

  @Override
  double @Nullable [] draw(Example example, int height, int width) {
    if (example.uniform(0) > 0.5) {
      return null;
    }
    return new double[] {
      horizontal ? -1 : 1,
      0,
      horizontal ? width - 1 : 0,
      0,
      vertical ? -1 : 1,
      vertical ? height - 1 : 0
    };
  }
}
