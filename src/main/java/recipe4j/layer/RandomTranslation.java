package recipe4j.layer;

import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Shifts each image by shares of its sides that are drawn evenly. */
@SuppressWarnings("serial") // JSON is what is saved
public final class RandomTranslation extends RandomTransform {
  @JsonProperty private double[] heights = {0, 0};
  @JsonProperty private double[] widths = {0, 0};

  private RandomTranslation() {}

  /**
   * Within two ranges.
   *
   * @param heights least and most share of the height, down where above 0
   * @param widths least and most share of the width, to the right where above 0
   * @param fill what lies around
   * @param fillValue for a constant one
   * @param bilinear whether to interpolate, rather than take the nearest pixel
   */
  public RandomTranslation(
      List<Double> heights, List<Double> widths, Fill fill, double fillValue, boolean bilinear) {
    super(fill, fillValue, bilinear);
    this.heights = Rescaling.array(heights);
    this.widths = Rescaling.array(widths);
  }

  @Override
  public boolean isSound() {
    return heights.length == 2 && widths.length == 2;
  }

  @Override
  public String kerasClass() {
    return "RandomTranslation";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return filled(
        Map.of(
            "height_factor", List.of(heights[0], heights[1]),
            "width_factor", List.of(widths[0], widths[1])));
  }

  @Override
  double[] draw(Example example, int height, int width) {
    double down = height * between(example, 0, heights);
    double right = width * between(example, 1, widths);
    return new double[] {1, 0, -right, 0, 1, -down};
  }
}
