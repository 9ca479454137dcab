package recipe4j.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Zooms each image out (above 0) or in by factors that are drawn evenly. */
@SuppressWarnings("serial") // JSON is what is saved
public final class RandomZoom extends RandomTransform {
  @JsonProperty private double[] heights = {0, 0};
  @JsonProperty private double[] widths = {};

  private RandomZoom() {}

  /**
   * Within two ranges.
   *
   * @param heights least and most: 0.2 shows 1.2 times the height
   * @param widths likewise; empty where the width goes with the height
   * @param fill what lies around
   * @param fillValue for a constant one
   * @param bilinear whether to interpolate, rather than take the nearest pixel
   */
  public RandomZoom(
      List<Double> heights, List<Double> widths, Fill fill, double fillValue, boolean bilinear) {
    super(fill, fillValue, bilinear);
    this.heights = Rescaling.array(heights);
    this.widths = Rescaling.array(widths);
  }

  @Override
  public boolean isSound() {
    return heights.length == 2 && (widths.length == 0 || widths.length == 2);
  }

  @Override
  public String kerasClass() {
    return "RandomZoom";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    Map<String, Object> own = new HashMap<>();
    own.put("height_factor", List.of(heights[0], heights[1]));
    if (widths.length > 0) {
      own.put("width_factor", List.of(widths[0], widths[1]));
    }
    return filled(own);
  }

  @Override
  double[] draw(Example example, int height, int width) {
    double high = 1 + between(example, 0, heights);
    double wide = widths.length > 0 ? 1 + between(example, 1, widths) : high;
    return new double[] {
      wide, 0, (width - 1) / 2.0 * (1 - wide), 0, high, (height - 1) / 2.0 * (1 - high)
    };
  }
}
