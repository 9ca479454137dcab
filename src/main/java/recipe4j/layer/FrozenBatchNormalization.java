package recipe4j.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Batch normalization with {@code trainable=False}: it uses its running statistics in training,
 * too, and leaves them and its weights as they are.
 */
@SuppressWarnings("serial") // JSON is what is saved
public final class FrozenBatchNormalization extends Standardization {
  @JsonProperty private double momentum;
  @JsonProperty private double epsilon;
  @JsonProperty private boolean scaled;
  @JsonProperty private boolean centered;

  private FrozenBatchNormalization() {}

  /**
   * Over channels.
   *
   * @param momentum of the running statistics, 0 to 1; kept for who thaws the layer
   * @param epsilon above 0, added to the variance
   * @param scaled whether it has a gamma
   * @param centered whether it has a beta
   */
  public FrozenBatchNormalization(
      double momentum, double epsilon, boolean scaled, boolean centered) {
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.scaled = scaled;
    this.centered = centered;
  }

  @Override
  public String kerasClass() {
    return "BatchNormalization";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    return Map.of(
        "axis", -1,
        "momentum", momentum,
        "epsilon", epsilon,
        "scale", scaled,
        "center", centered,
        "trainable", false);
  }

  @Override
  public List<WeightArray> weights() {
    List<WeightArray> weights = new ArrayList<>();
    if (scaled) {
      weights.add(WeightArray.row("gamma", getNIn(), 1, false));
    }
    if (centered) {
      weights.add(WeightArray.row("beta", getNIn(), 0, false));
    }
    weights.add(WeightArray.row("moving_mean", getNIn(), 0, false));
    weights.add(WeightArray.row("moving_variance", getNIn(), 1, false));
    return weights;
  }

  @Override
  double factor(Example example, int channel) {
    int last = example.weights.length - 1;
    double gamma = scaled ? example.weights[0][channel] : 1;
    return gamma / Math.sqrt(example.weights[last][channel] + epsilon);
  }

  @Override
  double offset(Example example, int channel) {
    int last = example.weights.length - 1;
    double beta = centered ? example.weights[scaled ? 1 : 0][channel] : 0;
    return beta - factor(example, channel) * example.weights[last - 1][channel];
  }
}
