package recipe4j.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Nadam as Keras has it (keras/src/optimizers/nadam.py; Dozat, 2015): with {@code u(t) = beta1 (1 -
 * 0.96^t / 2)} and {@code U(t) = u(1) ... u(t)}, moments {@code m} and {@code v} as Adam's, and the
 * step {@code rate (u(t+1) m / (1 - U(t+1)) + (1 - u(t)) g / (1 - U(t))) / (sqrt(v / (1 - beta2^t))
 * + epsilon)}.
 *
 * @param beta1 decay of the mean, 0 to below 1
 * @param beta2 decay of the mean square, 0 to below 1
 * @param epsilon above 0; Keras's default is 1e-7
 */
public record NadamRule(
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon)
    implements OptimizerRule {
  private static final double DECAY = 0.96;

  /** From here on 0.96^t is lost beside 1. */
  private static final int SETTLED = 1000;

  @Override
  public int arrays() {
    return 2;
  }

  private double weight(int step) {
    return beta1 * (1 - 0.5 * Math.pow(DECAY, step));
  }

  /**
   * {@return U(t), which Keras keeps beside the moments}
   *
   * @param steps t, from 0
   */
  public double product(int steps) {
    double product = Math.pow(beta1, Math.max(0, steps - SETTLED));
    for (int step = 1; step <= Math.min(steps, SETTLED); step++) {
      product *= weight(step);
    }
    return product;
  }

  @Override
  public void apply(INDArray gradient, List<INDArray> arrays, Moment moment) {
    int step = moment.number();
    INDArray mean = arrays.get(0);
    INDArray square = arrays.get(1);
    mean.addi(gradient.sub(mean).muli(1 - beta1));
    square.addi(gradient.mul(gradient).subi(square).muli(1 - beta2));
    double product = product(step);
    double next = weight(step + 1);
    gradient.muli((1 - weight(step)) / (1 - product));
    gradient.addi(mean.mul(next / (1 - product * next))).muli(moment.rate());
    INDArray corrected = square.div(1 - Math.pow(beta2, step));
    gradient.divi(Transforms.sqrt(corrected, false).addi(epsilon));
  }
}
