package recipe4j.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adagrad as Keras has it (keras/src/optimizers/adagrad.py; Duchi, Hazan and Singer, 2011), with
 * epsilon within the root: {@code a += g²}, and the step is {@code rate g / sqrt(a + epsilon)}.
 *
 * @param initial what {@code a} starts from, 0 or more; Keras's default is 0.1
 * @param epsilon above 0; Keras's default is 1e-7
 */
public record AdagradRule(
    @JsonProperty("initial") double initial, @JsonProperty("epsilon") double epsilon)
    implements OptimizerRule {
  @Override
  public int arrays() {
    return 1;
  }

  @Override
  public void apply(INDArray gradient, List<INDArray> arrays, Moment moment) {
    INDArray sum = arrays.get(0).addi(gradient.mul(gradient));
    gradient.muli(moment.rate()).divi(Transforms.sqrt(sum.add(epsilon), false));
  }
}
