package recipe4j.engine.loss;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss of one batch whose examples have weights, for DL4J's own layers: given a mask, their
 * output layer would multiply its logits by it, too.
 *
 * @param loss DL4J's
 * @param weights one for each example
 */
@SuppressWarnings("serial") // never saved: it is there for one step
public record WeightedLoss(ILossFunction loss, INDArray weights) implements ILossFunction {
  @Override
  public double computeScore(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
    return loss.computeScore(labels, logits, activation, weights, average);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
    return loss.computeScoreArray(labels, logits, activation, weights);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
    return loss.computeGradient(labels, logits, activation, weights);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
    return loss.computeGradientAndScore(labels, logits, activation, weights, average);
  }

  @Override
  public String name() {
    return loss.name();
  }
}
