package recipe4j.engine;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/** DL4J's losses and output activations, as far as the engine knows them. */
final class LossHeads {
  private LossHeads() {}

  /**
   * The counterpart of DL4J's.
   *
   * @param loss DL4J's loss function
   * @param activation of the output layer
   * @return null if there is none
   */
  static LossHead of(ILossFunction loss, IActivation activation) {
    Class<?> type = loss.getClass();
    if ((type == LossMCXENT.class || type == LossNegativeLogLikelihood.class)
        && activation.getClass() == ActivationSoftmax.class) {
      LossMCXENT entropy = (LossMCXENT) loss;
      return new SoftmaxCrossEntropy(entropy.getSoftmaxClipEps(), floats(entropy.getWeights()));
    }
    return null;
  }

  private static float[] floats(INDArray weights) {
    return weights == null ? null : weights.dup().data().asFloat();
  }
}
