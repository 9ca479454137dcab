package recipe4j.keras;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * SGD with plain momentum as Keras has it (keras/src/optimizers/sgd.py, {@code nesterov=False}):
 * {@code v = momentum v - rate g}, {@code w += v}. ND4J has Nesterov's form only.
 *
 * <p>A model that was trained with it names this class in its configuration, so recipe4j must be on
 * the class path where it is loaded.
 */
public final class KerasMomentum extends OneStateOptimizer {
  private static final long serialVersionUID = 1L;

  private final double momentum;

  /**
   * A constant rate.
   *
   * @param learningRate above 0
   * @param momentum 0 to below 1
   */
  public KerasMomentum(double learningRate, double momentum) {
    this(learningRate, null, momentum);
  }

  @JsonCreator
  private KerasMomentum(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("learningRateSchedule") @Nullable ISchedule learningRateSchedule,
      @JsonProperty("momentum") double momentum) {
    super(learningRate, learningRateSchedule);
    this.momentum = momentum;
  }

  /** {@return share of the last step that goes into the next, 0 to below 1} */
  public double momentum() {
    return momentum;
  }

  @Override
  void step(INDArray gradient, INDArray velocity, double rate) {
    velocity.muli(momentum).subi(gradient.mul(rate));
    gradient.assign(velocity.neg());
  }

  @Override
  public KerasMomentum clone() {
    return new KerasMomentum(constantRate(), copyOfSchedule(), momentum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KerasMomentum that && hasRateOf(that) && momentum == that.momentum;
  }

  @Override
  public int hashCode() {
    return Objects.hash(constantRate(), schedule(), momentum);
  }
}
