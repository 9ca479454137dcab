package recipe4j.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adam with {@code amsgrad=True} as Keras has it (keras/src/optimizers/adam.py; Reddi, Kale and
 * Kumar, 2018): {@code m += (1 - beta1) (g - m)}, {@code v += (1 - beta2) (g² - v)}, {@code h =
 * max(h, v)}, and the step is {@code rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(h) +
 * epsilon)}.
 *
 * @param beta1 decay of the mean, 0 to below 1
 * @param beta2 decay of the mean square, 0 to below 1
 * @param epsilon above 0; Keras's default is 1e-7
 */
public record AmsGradRule(
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon)
    implements OptimizerRule {
  @Override
  public int arrays() {
    return 3;
  }

  @Override
  public void apply(INDArray gradient, List<INDArray> arrays, Moment moment) {
    INDArray mean = arrays.get(0);
    INDArray square = arrays.get(1);
    INDArray greatest = arrays.get(2);
    mean.addi(gradient.sub(mean).muli(1 - beta1));
    square.addi(gradient.mul(gradient).subi(square).muli(1 - beta2));
    greatest.assign(Transforms.max(greatest, square, true));
    double rate =
        moment.rate()
            * Math.sqrt(1 - Math.pow(beta2, moment.number()))
            / (1 - Math.pow(beta1, moment.number()));
    gradient.assign(Transforms.sqrt(greatest, true).addi(epsilon).rdivi(mean).muli(rate));
  }
}
