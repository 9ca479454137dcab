package recipe4j.layer;

import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Keras's SpatialDropout2D: in training, whole channels are dropped and the others scaled up. */
@SuppressWarnings("serial") // JSON is what is saved
public final class SpatialDropout extends ExampleLayer {
  @JsonProperty private double rate;

  private SpatialDropout() {}

  /**
   * For images.
   *
   * @param rate share of the channels that is dropped, 0 to below 1
   */
  public SpatialDropout(double rate) {
    this.rate = rate;
  }

  @Override
  public boolean needsImages() {
    return true;
  }

  @Override
  public String kerasClass() {
    return "SpatialDropout2D";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return Map.of("rate", rate, "data_format", "channels_last");
  }

  @Override
  public void forward(Example example) {
    apply(example, example.input, example.output);
  }

  @Override
  public void backward(Example example) {
    apply(example, example.outputGradient, example.inputGradient);
  }

  private void apply(Example example, float[] from, float[] to) {
    int area = example.area();
    for (int i = 0; i < from.length; i++) {
      boolean dropped = example.training && example.uniform(i / area) < rate;
      to[i] = dropped ? 0 : example.training ? (float) (from[i] / (1 - rate)) : from[i];
    }
  }
}
