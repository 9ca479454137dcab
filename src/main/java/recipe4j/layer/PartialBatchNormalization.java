package recipe4j.layer;

import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import recipe4j.optimizer.Frozen;

/** DL4J's batch normalization with a gamma or a beta alone; the other stays as it starts. */
@SuppressWarnings("serial") // JSON is what is saved
public final class PartialBatchNormalization extends BatchNormalization {
  @JsonProperty private boolean scaled;

  private PartialBatchNormalization() {}

  /**
   * With Keras's settings.
   *
   * @param momentum of the running statistics, 0 to 1
   * @param epsilon above 0, added to the variance
   * @param scaled true for a gamma, false for a beta
   */
  public PartialBatchNormalization(double momentum, double epsilon, boolean scaled) {
    setDecay(momentum);
    setEps(epsilon);
    setUseLogStd(false);
    this.scaled = scaled;
  }

  /** {@return whether gamma is trained, else beta is} */
  public boolean scaled() {
    return scaled;
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    String fixed =
        scaled ? BatchNormalizationParamInitializer.BETA : BatchNormalizationParamInitializer.GAMMA;
    return name.equals(fixed) ? new Frozen() : super.getUpdaterByParam(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartialBatchNormalization that
        && super.equals(other)
        && scaled == that.scaled;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Boolean.hashCode(scaled);
  }
}
