package recipe4j.engine.loss;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import recipe4j.engine.activation.StableActivation;
import recipe4j.loss.HuberLoss;
import recipe4j.loss.KlDivergenceLoss;
import recipe4j.loss.SmoothedCrossEntropy;

/** Finds the engine's counterpart of a DL4J loss and output activation. */
public final class OutputLosses {
  /** Losses that are sums over examples, so that those of micro-batches can be added. */
  private static final Set<Class<?>> SUMS =
      Set.of(
          LossMCXENT.class,
          LossNegativeLogLikelihood.class,
          LossBinaryXENT.class,
          LossMSE.class,
          LossL2.class,
          LossMAE.class,
          LossL1.class,
          HuberLoss.class,
          KlDivergenceLoss.class);

  /**
   * DL4J's default. It clips probabilities only to keep their logarithms finite, which a loss
   * computed from the logits does not need. A user's wider clipping is kept.
   */
  private static final double SOFTMAX_CLIP = 1e-10;

  private OutputLosses() {}

  /**
   * The counterpart.
   *
   * @param loss DL4J's loss function
   * @param activation of the output layer
   * @return null if there is none
   */
  public static @Nullable OutputLoss of(ILossFunction loss, IActivation activation) {
    Class<?> type = loss.getClass();
    if (loss instanceof SmoothedCrossEntropy smoothed) {
      OutputLoss plain =
          of(smoothed.binary() ? new LossBinaryXENT() : new LossMCXENT(), activation);
      return plain == null || plain instanceof DelegatedLoss
          ? null
          : new SmoothedOutputLoss(plain, smoothed);
    }
    if ((type == LossMCXENT.class || type == LossNegativeLogLikelihood.class)
        && activation.getClass() == ActivationSoftmax.class
        && ((LossMCXENT) loss).getSoftmaxClipEps() <= SOFTMAX_CLIP) {
      return new SoftmaxCrossEntropy(floats(((LossMCXENT) loss).getWeights()));
    }
    if (type == LossBinaryXENT.class
        && activation.getClass() == ActivationSigmoid.class
        && ((LossBinaryXENT) loss).getClipEps() <= LossBinaryXENT.DEFAULT_CLIPPING_EPSILON) {
      return new SigmoidCrossEntropy(floats(((LossBinaryXENT) loss).getWeights()));
    }
    if ((type == LossMSE.class || type == LossL2.class)
        && activation.getClass() == ActivationIdentity.class) {
      return new SquaredError(type == LossMSE.class, floats(((LossL2) loss).getWeights()));
    }
    return SUMS.contains(type) ? new DelegatedLoss(loss, StableActivation.of(activation)) : null;
  }

  private static float @Nullable [] floats(@Nullable INDArray weights) {
    return weights == null ? null : weights.dup().data().asFloat();
  }
}
