package recipe4j.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * RMSprop with momentum, centered, or both, as Keras has it (keras/src/optimizers/rmsprop.py):
 * {@code v = rho v + (1 - rho) g²}, centered also {@code a = rho a + (1 - rho) g}; the increment is
 * {@code rate g / sqrt(v - a² + epsilon)}, and with momentum the step is {@code p = momentum p +
 * increment}. Keras keeps v, then p, then a.
 *
 * @param rho decay of the means, 0 to below 1
 * @param momentum share of the last step that goes into the next, 0 (none) to below 1
 * @param epsilon above 0; Keras's default is 1e-7
 * @param centered whether the mean's square is taken off
 */
public record RmsPropRule(
    @JsonProperty("rho") double rho,
    @JsonProperty("momentum") double momentum,
    @JsonProperty("epsilon") double epsilon,
    @JsonProperty("centered") boolean centered)
    implements OptimizerRule {
  @Override
  public int arrays() {
    return 1 + (momentum > 0 ? 1 : 0) + (centered ? 1 : 0);
  }

  @Override
  public void apply(INDArray gradient, List<INDArray> arrays, Moment moment) {
    INDArray square = arrays.get(0);
    square.muli(rho).addi(gradient.mul(gradient).muli(1 - rho));
    INDArray divisor = square.add(epsilon);
    if (centered) {
      INDArray mean = arrays.get(arrays.size() - 1);
      mean.muli(rho).addi(gradient.mul(1 - rho));
      divisor = square.sub(mean.mul(mean)).addi(epsilon);
    }
    gradient.muli(moment.rate()).divi(Transforms.sqrt(divisor, false));
    if (momentum > 0) {
      gradient.assign(arrays.get(1).muli(momentum).addi(gradient));
    }
  }
}
