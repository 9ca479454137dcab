package recipe4j.engine.loss;

import java.util.Arrays;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import recipe4j.engine.onednn.FloatArrays;

/**
 * Replaces DL4J's cross-entropy in DL4J's own layers by the engine's, so that both give the same
 * loss. Any other loss stays DL4J's, but gets a copy of the logits for its gradient: it overwrites
 * them, and a {@code LossLayer}, whose logits are its input, would then score what was written.
 *
 * @param engineLoss computes the cross-entropy, in single precision; null for another loss
 * @param original DL4J's
 */
@SuppressWarnings("serial") // never saved: the configuration keeps DL4J's own
public record StableLoss(OutputLoss engineLoss, ILossFunction original) implements ILossFunction {
  private LossTarget target(INDArray labels, INDArray logits, INDArray mask) {
    int size = Math.toIntExact(logits.length());
    return new LossTarget(
        engineLoss,
        FloatArrays.copy(labels),
        FloatArrays.copy(mask),
        new float[size],
        new float[size]);
  }

  /** Whether DL4J computes it, or reports what is wrong. */
  private boolean isLeftToDl4j(INDArray labels, INDArray logits, INDArray mask) {
    return engineLoss == null
        || !labels.equalShapes(logits)
        || (mask != null && mask.length() != logits.size(0) && !engineLoss.acceptsMaskPerValue());
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
    if (isLeftToDl4j(labels, logits, mask)) {
      return original.computeScore(labels, logits, activation, mask, average);
    }
    double[] scores = scores(labels, logits, mask);
    return Arrays.stream(scores).sum() / (average ? scores.length : 1);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
    return isLeftToDl4j(labels, logits, mask)
        ? original.computeScoreArray(labels, logits, activation, mask)
        : Nd4j.createFromArray(scores(labels, logits, mask))
            .castTo(logits.dataType())
            .reshape(logits.size(0), 1);
  }

  private double[] scores(INDArray labels, INDArray logits, INDArray mask) {
    float[] values = FloatArrays.copy(logits);
    double[] scores = new double[(int) logits.size(0)];
    LossTarget target = target(labels, logits, mask);
    for (int row = 0; row < scores.length; row++) {
      scores[row] = engineLoss.apply(target, values, row, 1, (int) logits.size(1));
    }
    return scores;
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
    if (isLeftToDl4j(labels, logits, mask)) {
      return original.computeGradient(labels, logits.dup(), activation, mask);
    }
    LossTarget target = target(labels, logits, mask);
    int rows = (int) logits.size(0);
    engineLoss.apply(target, FloatArrays.copy(logits), 0, rows, (int) logits.size(1));
    return FloatArrays.matrix(target.gradient(), rows).castTo(logits.dataType());
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
    return new Pair<>(
        computeScore(labels, logits, activation, mask, average),
        computeGradient(labels, logits, activation, mask));
  }

  @Override
  public String name() {
    return original.name();
  }
}
