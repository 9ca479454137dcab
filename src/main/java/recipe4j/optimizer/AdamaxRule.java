package recipe4j.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adamax as Keras has it (keras/src/optimizers/adamax.py; Kingma and Ba, 2015, section 7.1): {@code
 * m += (1 - beta1) (g - m)}, {@code u = max(beta2 u, |g|)}, and the step is {@code rate / (1 -
 * beta1^t) m / (u + epsilon)}.
 *
 * @param beta1 decay of the mean, 0 to below 1
 * @param beta2 decay of the greatest, 0 to below 1
 * @param epsilon above 0; Keras's default is 1e-7
 */
public record AdamaxRule(
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon)
    implements OptimizerRule {
  @Override
  public int arrays() {
    return 2;
  }

  @Override
  public void apply(INDArray gradient, List<INDArray> arrays, Moment moment) {
    INDArray mean = arrays.get(0);
    INDArray greatest = arrays.get(1);
    mean.addi(gradient.sub(mean).muli(1 - beta1));
    greatest.assign(Transforms.max(greatest.mul(beta2), Transforms.abs(gradient, true), false));
    double rate = moment.rate() / (1 - Math.pow(beta1, moment.number()));
    gradient.assign(greatest.add(epsilon).rdivi(mean).muli(rate));
  }
}
