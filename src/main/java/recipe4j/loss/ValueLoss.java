package recipe4j.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** A loss that is a sum over the values of an example, and over examples. */
abstract class ValueLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  /** The loss of each value. */
  abstract INDArray losses(INDArray labels, INDArray outputs);

  /** The derivative of each value's loss by the output. */
  abstract INDArray slopes(INDArray labels, INDArray outputs);

  @Override
  public double computeScore(
      INDArray labels,
      INDArray logits,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    double sum =
        masked(losses(cast(labels, logits), outputs(logits, activation)), mask)
            .sumNumber()
            .doubleValue();
    return average ? sum / labels.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask) {
    return masked(losses(cast(labels, logits), outputs(logits, activation)), mask).sum(true, 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray logits, IActivation activation, @Nullable INDArray mask) {
    INDArray slopes = masked(slopes(cast(labels, logits), outputs(logits, activation)), mask);
    return activation.backprop(logits.dup(), slopes).getFirst();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray logits,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return new Pair<>(
        computeScore(labels, logits, activation, mask, average),
        computeGradient(labels, logits, activation, mask));
  }

  private static INDArray cast(INDArray labels, INDArray logits) {
    return labels.castTo(logits.dataType());
  }

  private static INDArray outputs(INDArray logits, IActivation activation) {
    return activation.getActivation(logits.dup(), true);
  }

  /** Weighted by example or by value. */
  private static INDArray masked(INDArray values, @Nullable INDArray mask) {
    if (mask == null) {
      return values;
    }
    INDArray weights = mask.castTo(values.dataType());
    return weights.length() == values.size(0)
        ? values.muliColumnVector(weights.reshape(weights.length(), 1))
        : values.muli(weights);
  }

  @Override
  public String name() {
    return toString();
  }
}
