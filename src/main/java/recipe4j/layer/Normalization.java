package recipe4j.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keras's Normalization: {@code (x - mean) / sqrt(variance)}, or the reverse, with statistics that
 * it was given or adapted to. They are those of all values, or of each channel.
 */
@SuppressWarnings("serial") // JSON is what is saved
public final class Normalization extends Standardization {
  /** The least deviation, Keras's backend.epsilon(). */
  private static final double LEAST = 1e-7;

  @JsonProperty private double[] means = {};
  @JsonProperty private double[] variances = {};
  @JsonProperty private boolean perChannel;
  @JsonProperty private boolean inverted;

  private Normalization() {}

  /**
   * With statistics that are given, or, if the lists are empty, with weights for them.
   *
   * @param means one for all values, or one for each channel
   * @param variances likewise
   * @param perChannel whether it keeps statistics per channel
   * @param inverted whether it turns such values back
   */
  public Normalization(
      List<Double> means, List<Double> variances, boolean perChannel, boolean inverted) {
    this.means = Rescaling.array(means);
    this.variances = Rescaling.array(variances);
    this.perChannel = perChannel;
    this.inverted = inverted;
  }

  @Override
  public int channels() {
    return perChannel && means.length > 1 ? means.length : 0;
  }

  @Override
  public boolean isSound() {
    return means.length == variances.length;
  }

  @Override
  public String kerasClass() {
    return "Normalization";
  }

  @Override
  public Map<String, Object> kerasConfig() {
    Map<String, Object> config = new HashMap<>();
    if (perChannel) {
      config.put("axis", List.of(-1));
    } else {
      config.put("axis", List.of());
    }
    config.put("invert", inverted);
    if (means.length > 0) {
      config.put("mean", Rescaling.json(means));
      config.put("variance", Rescaling.json(variances));
    }
    return config;
  }

  @Override
  public List<WeightArray> weights() {
    if (means.length > 0) {
      return List.of();
    }
    List<Long> shape = perChannel ? List.of(getNIn()) : List.of();
    return List.of(
        new WeightArray("mean", shape, 0, false), new WeightArray("variance", shape, 1, false));
  }

  private double mean(Example example, int channel) {
    return means.length > 0
        ? means[channel % means.length]
        : example.weights[0][channel % example.weights[0].length];
  }

  private double deviation(Example example, int channel) {
    double variance =
        variances.length > 0
            ? variances[channel % variances.length]
            : example.weights[1][channel % example.weights[1].length];
    return Math.max(Math.sqrt(variance), LEAST);
  }

  @Override
  double factor(Example example, int channel) {
    double deviation = deviation(example, channel);
    return inverted ? deviation : 1 / deviation;
  }

  @Override
  double offset(Example example, int channel) {
    double mean = mean(example, channel);
    return inverted ? mean : -mean / deviation(example, channel);
  }
}
