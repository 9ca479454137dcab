package recipe4j.layer;

import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Turns each image around its centre by an angle that is drawn evenly. */
@SuppressWarnings("serial") // JSON is what is saved
public final class RandomRotation extends RandomTransform {
  @JsonProperty private double[] turns = {0, 0};

  private RandomRotation() {}

  /**
   * Between two angles.
   *
   * @param least in turns of 2 pi
   * @param most in turns
   * @param fill what lies around
   * @param fillValue for a constant one
   * @param bilinear whether to interpolate, rather than take the nearest pixel
   */
  public RandomRotation(double least, double most, Fill fill, double fillValue, boolean bilinear) {
    super(fill, fillValue, bilinear);
    turns = new double[] {least, most};
  }

  @Override
  public boolean isSound() {
    return turns.length == 2;
  }

  @Override
  public String kerasClass() {
    return "RandomRotation";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return filled(Map.of("factor", List.of(turns[0], turns[1])));
  }

  @Override
  double[] draw(Example example, int height, int width) {
    double angle = 2 * Math.PI * between(example, 0, turns);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double x = (width - 1) / 2.0;
    double y = (height - 1) / 2.0;
    return new double[] {cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos};
  }
}
