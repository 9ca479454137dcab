package recipe4j.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@code scale x + offset}, with numbers for all values or one for each channel. */
@SuppressWarnings("serial") // JSON is what is saved
public final class Rescaling extends ExampleLayer {
  @JsonProperty private double[] scales = {1};
  @JsonProperty private double[] offsets = {0};

  private Rescaling() {}

  /**
   * For images or rows.
   *
   * @param scales one finite number, or one for each channel
   * @param offsets likewise
   */
  public Rescaling(List<Double> scales, List<Double> offsets) {
    this.scales = array(scales);
    this.offsets = array(offsets);
  }

  static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** One number as itself, several as a list. */
  static Object json(double... numbers) {
    return numbers.length == 1 ? numbers[0] : Arrays.stream(numbers).boxed().toList();
  }

  @Override
  public int channels() {
    return Math.max(scales.length, offsets.length) == 1
        ? 0
        : Math.max(scales.length, offsets.length);
  }

  @Override
  public boolean isSound() {
    return scales.length > 0 && offsets.length > 0;
  }

  @Override
  public String kerasClass() {
    return "Rescaling";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return Map.of("scale", json(scales), "offset", json(offsets));
  }

  @Override
  public void forward(Example example) {
    int area = example.area();
    for (int i = 0; i < example.input.length; i++) {
      double scale = scales[i / area % scales.length];
      example.output[i] = (float) (scale * example.input[i] + offsets[i / area % offsets.length]);
    }
  }

  @Override
  public void backward(Example example) {
    int area = example.area();
    for (int i = 0; i < example.input.length; i++) {
      double scale = scales[i / area % scales.length];
      example.inputGradient[i] = (float) (scale * example.outputGradient[i]);
    }
  }
}
