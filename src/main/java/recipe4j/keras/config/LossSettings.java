package recipe4j.keras.config;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import recipe4j.keras.KerasFormatException;
import recipe4j.loss.HuberLoss;
import recipe4j.loss.KlDivergenceLoss;
import recipe4j.loss.SmoothedCrossEntropy;

/**
 * A loss with its settings.
 *
 * @param kind the function
 * @param smoothing of the labels of a cross-entropy, 0 for none
 * @param delta of Huber's loss, 1 for others
 * @param sum whether a batch's loss is the sum over its examples, and not their mean
 */
public record LossSettings(KerasLoss kind, double smoothing, double delta, boolean sum) {
  /** Keras's defaults. */
  public static LossSettings of(KerasLoss kind) {
    return new LossSettings(kind, 0, 1, false);
  }

  /**
   * DL4J's function for so many outputs. Keras takes their mean where DL4J's XENT takes the sum.
   */
  public ILossFunction function(long outputs) {
    return switch (kind) {
      case CATEGORICAL_CROSSENTROPY ->
          smoothing > 0 ? new SmoothedCrossEntropy(smoothing, false) : new LossMCXENT();
      case SPARSE_CATEGORICAL_CROSSENTROPY -> new LossNegativeLogLikelihood();
      case BINARY_CROSSENTROPY ->
          smoothing > 0
              ? new SmoothedCrossEntropy(smoothing, true)
              : outputs == 1
                  ? new LossBinaryXENT()
                  : new LossBinaryXENT(Nd4j.valueArrayOf(new long[] {1, outputs}, 1.0 / outputs));
      case MEAN_SQUARED_ERROR -> new LossMSE();
      case MEAN_ABSOLUTE_ERROR -> new LossMAE();
      case HUBER -> new HuberLoss(delta);
      case KL_DIVERGENCE -> new KlDivergenceLoss();
    };
  }

  /**
   * Keras's loss for DL4J's function.
   *
   * @param function DL4J's
   * @param outputs of the network
   * @param sum whether DL4J takes the sum over a batch
   * @throws KerasFormatException if there is none
   */
  public static LossSettings of(ILossFunction function, long outputs, boolean sum)
      throws KerasFormatException {
    double smoothing = function instanceof SmoothedCrossEntropy smoothed ? smoothed.smoothing() : 0;
    double delta = function instanceof HuberLoss huber ? huber.delta() : 1;
    return new LossSettings(kind(function, outputs), smoothing, delta, sum);
  }

  private static KerasLoss kind(ILossFunction function, long outputs) throws KerasFormatException {
    if (function instanceof LossMCXENT loss && loss.getWeights() == null) {
      return loss instanceof LossNegativeLogLikelihood
          ? KerasLoss.SPARSE_CATEGORICAL_CROSSENTROPY
          : KerasLoss.CATEGORICAL_CROSSENTROPY;
    }
    if (function instanceof SmoothedCrossEntropy loss) {
      return loss.binary() ? KerasLoss.BINARY_CROSSENTROPY : KerasLoss.CATEGORICAL_CROSSENTROPY;
    }
    if (function instanceof LossBinaryXENT loss && isMean(loss.getWeights(), outputs)) {
      return KerasLoss.BINARY_CROSSENTROPY;
    }
    if (function instanceof LossMSE loss && loss.getWeights() == null) {
      return KerasLoss.MEAN_SQUARED_ERROR;
    }
    if (function instanceof LossMAE loss && loss.getWeights() == null) {
      return KerasLoss.MEAN_ABSOLUTE_ERROR;
    }
    if (function instanceof HuberLoss) {
      return KerasLoss.HUBER;
    }
    if (function instanceof KlDivergenceLoss) {
      return KerasLoss.KL_DIVERGENCE;
    }
    throw new KerasFormatException(
        "the loss %s has no equal in Keras; write it uncompiled".formatted(function));
  }

  private static boolean isMean(@Nullable INDArray weights, long outputs) {
    return weights == null
        ? outputs == 1
        : weights.length() == outputs
            && weights.sub(1.0 / outputs).amaxNumber().doubleValue() < 1e-6;
  }
}
