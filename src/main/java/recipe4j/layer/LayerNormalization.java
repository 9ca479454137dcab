package recipe4j.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keras's LayerNormalization over the last axis: the values of a row, or the channels of each
 * pixel, get mean 0 and variance 1, then {@code gamma x + beta} (Ba, Kiros and Hinton, 2016).
 */
@SuppressWarnings("serial") // JSON is what is saved
public final class LayerNormalization extends ExampleLayer {
  @JsonProperty private double epsilon;
  @JsonProperty private boolean scaled;
  @JsonProperty private boolean centered;

  private LayerNormalization() {}

  /**
   * Over channels.
   *
   * @param epsilon above 0, added to the variance
   * @param scaled whether it has a gamma
   * @param centered whether it has a beta
   */
  public LayerNormalization(double epsilon, boolean scaled, boolean centered) {
    this.epsilon = epsilon;
    this.scaled = scaled;
    this.centered = centered;
  }

  @Override
  public String kerasClass() {
    return "LayerNormalization";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return Map.of("axis", -1, "epsilon", epsilon, "scale", scaled, "center", centered);
  }

  @Override
  public List<WeightArray> weights() {
    List<WeightArray> weights = new ArrayList<>();
    if (scaled) {
      weights.add(WeightArray.row("gamma", getNIn(), 1, true));
    }
    if (centered) {
      weights.add(WeightArray.row("beta", getNIn(), 0, true));
    }
    return weights;
  }

  /** Mean and reciprocal deviation of a pixel. */
  private double[] moments(Example example, int pixel, int area) {
    int channels = example.input.length / area;
    double mean = 0;
    for (int i = pixel; i < example.input.length; i += area) {
      mean += example.input[i];
    }
    mean /= channels;
    double variance = 0;
    for (int i = pixel; i < example.input.length; i += area) {
      variance += (example.input[i] - mean) * (example.input[i] - mean);
    }
    return new double[] {mean, 1 / Math.sqrt(variance / channels + epsilon)};
  }

  @Override
  public void forward(Example example) {
    int area = example.area();
    for (int pixel = 0; pixel < area; pixel++) {
      double[] moments = moments(example, pixel, area);
      for (int i = pixel; i < example.input.length; i += area) {
        double value = (example.input[i] - moments[0]) * moments[1];
        value *= scaled ? example.weights[0][i / area] : 1;
        example.output[i] =
            (float) (value + (centered ? example.weights[scaled ? 1 : 0][i / area] : 0));
      }
    }
  }

  @Override
  public void backward(Example example) {
    int area = example.area();
    int channels = example.input.length / area;
    for (int pixel = 0; pixel < area; pixel++) {
      double[] moments = moments(example, pixel, area);
      double sum = 0;
      double product = 0;
      for (int i = pixel; i < example.input.length; i += area) {
        double value = (example.input[i] - moments[0]) * moments[1];
        double above = example.outputGradient[i];
        if (scaled) {
          example.weightGradients[0][i / area] += (float) (above * value);
        }
        if (centered) {
          example.weightGradients[scaled ? 1 : 0][i / area] += (float) above;
        }
        double inner = above * (scaled ? example.weights[0][i / area] : 1);
        sum += inner;
        product += inner * value;
      }
      for (int i = pixel; i < example.input.length; i += area) {
        double value = (example.input[i] - moments[0]) * moments[1];
        double inner = example.outputGradient[i] * (scaled ? example.weights[0][i / area] : 1);
        example.inputGradient[i] =
            (float) (moments[1] * (inner - sum / channels - value * product / channels));
      }
    }
  }
}
