package recipe4j.keras;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * RMSprop as Keras has it (keras/src/optimizers/rmsprop.py), with epsilon inside the square root:
 * {@code v = rho v + (1 - rho) g²}, {@code w -= rate g / sqrt(v + epsilon)}. ND4J's own has it
 * outside, which moves small gradients many times further.
 *
 * <p>A model that was trained with it names this class in its configuration, so recipe4j must be on
 * the class path where it is loaded.
 */
public final class KerasRmsProp extends OneStateOptimizer {
  private static final long serialVersionUID = 1L;

  private final double rho;
  private final double epsilon;

  /**
   * A constant rate.
   *
   * @param learningRate above 0
   * @param rho decay of the mean square, 0 to 1
   * @param epsilon above 0; Keras's default is 1e-7
   */
  public KerasRmsProp(double learningRate, double rho, double epsilon) {
    this(learningRate, null, rho, epsilon);
  }

  @JsonCreator
  private KerasRmsProp(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("learningRateSchedule") @Nullable ISchedule learningRateSchedule,
      @JsonProperty("rho") double rho,
      @JsonProperty("epsilon") double epsilon) {
    super(learningRate, learningRateSchedule);
    this.rho = rho;
    this.epsilon = epsilon;
  }

  /** {@return decay of the mean square, 0 to 1} */
  public double rho() {
    return rho;
  }

  /** {@return what keeps the square root from zero, above 0} */
  public double epsilon() {
    return epsilon;
  }

  @Override
  void step(INDArray gradient, INDArray meanSquare, double rate) {
    meanSquare.muli(rho).addi(gradient.mul(gradient).muli(1 - rho));
    gradient.muli(rate).divi(Transforms.sqrt(meanSquare.add(epsilon), false));
  }

  @Override
  public KerasRmsProp clone() {
    return new KerasRmsProp(constantRate(), copyOfSchedule(), rho, epsilon);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KerasRmsProp that
        && hasRateOf(that)
        && rho == that.rho
        && epsilon == that.epsilon;
  }

  @Override
  public int hashCode() {
    return Objects.hash(constantRate(), schedule(), rho, epsilon);
  }
}
