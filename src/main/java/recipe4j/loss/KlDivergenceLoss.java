package recipe4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Kullback and Leibler's divergence as Keras has it (keras/src/losses/losses.py): {@code y log(y /
 * p)}, summed over the values of an example, with labels and outputs clipped to 1e-7 to 1.
 */
public final class KlDivergenceLoss extends ValueLoss {
  private static final long serialVersionUID = 1L;
  private static final double LEAST = 1e-7;

  @Override
  INDArray losses(INDArray labels, INDArray outputs) {
    INDArray wanted = clip(labels);
    return Transforms.log(wanted.div(clip(outputs)), false).muli(wanted);
  }

  /** None where the output is clipped. */
  @Override
  INDArray slopes(INDArray labels, INDArray outputs) {
    INDArray clipped = clip(outputs);
    INDArray inside = clipped.eq(outputs).castTo(outputs.dataType());
    return clip(labels).divi(clipped).negi().muli(inside);
  }

  private static INDArray clip(INDArray values) {
    return Transforms.min(Transforms.max(values, LEAST, true), 1, false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KlDivergenceLoss;
  }

  @Override
  public int hashCode() {
    return KlDivergenceLoss.class.hashCode();
  }

  @Override
  public String toString() {
    return "KlDivergenceLoss()";
  }
}
