package recipe4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Huber's loss as Keras has it (keras/src/losses/losses.py; Huber, 1964): with the error {@code e},
 * {@code e² / 2} up to delta and {@code delta |e| - delta² / 2} beyond it, and of an example the
 * mean over its values.
 */
public final class HuberLoss extends ValueLoss {
  private static final long serialVersionUID = 1L;

  @JsonProperty("delta")
  private final double delta;

  /**
   * Creates the loss.
   *
   * @param delta where the square becomes a line, above 0; Keras's default is 1
   */
  @JsonCreator
  public HuberLoss(@JsonProperty("delta") double delta) {
    this.delta = delta;
  }

  /** {@return where the square becomes a line, above 0} */
  public double delta() {
    return delta;
  }

  /** With the error c cut off at delta: {@code c (e - c / 2)}. */
  @Override
  INDArray losses(INDArray labels, INDArray outputs) {
    INDArray error = outputs.sub(labels);
    INDArray cut = cut(error);
    return error.subi(cut.mul(0.5)).muli(cut).divi(outputs.size(1));
  }

  @Override
  INDArray slopes(INDArray labels, INDArray outputs) {
    return cut(outputs.sub(labels)).divi(outputs.size(1));
  }

  private INDArray cut(INDArray error) {
    return Transforms.min(Transforms.max(error, -delta, true), delta, false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HuberLoss that && delta == that.delta;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(delta);
  }

  @Override
  public String toString() {
    return "HuberLoss(delta=" + delta + ")";
  }
}
