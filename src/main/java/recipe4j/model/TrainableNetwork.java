package recipe4j.model;

import java.util.EnumSet;
import java.util.Set;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import recipe4j.model.file.LayerFit;

/**
 * Refuses networks that DL4J builds and computes, but can't train on images and one-hot classes as
 * Keras's {@code fit} does: by an updater with a learning rate, and so that a training can be
 * resumed.
 */
public final class TrainableNetwork {
  private static final Set<GradientNormalization> PER_PARAMETER =
      EnumSet.of(
          GradientNormalization.ClipL2PerParamType,
          GradientNormalization.RenormalizeL2PerParamType);

  private TrainableNetwork() {}

  /**
   * Checks that a network can be trained so, before the first batch ends in an error of DL4J's.
   *
   * @param net the network
   * @throws IllegalArgumentException if it can't, with what to change
   */
  public static void check(MultiLayerNetwork net) {
    if (!(net.getOutputLayer() instanceof IOutputLayer)) {
      throw new IllegalArgumentException(
          "a network must end in an output layer to be trained, found %s; add one"
              .formatted(LayerKind.of(net.getOutputLayer().conf().getLayer())));
    }
    int index = 0;
    for (NeuralNetConfiguration conf : net.getLayerWiseConfigurations().getConfs()) {
      check(conf, index++);
    }
  }

  private static void check(NeuralNetConfiguration conf, int index) {
    Layer layer = conf.getLayer();
    if (conf.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      throw new IllegalArgumentException(
          "layer %s must be trained by its updater, STOCHASTIC_GRADIENT_DESCENT, found %s, which has no learning rate and can't be resumed; change its optimizationAlgo"
              .formatted(index, conf.getOptimizationAlgo()));
    }
    if (layer instanceof BaseLayer own
        && (own.getIUpdater() instanceof AdaBelief || own.getBiasUpdater() instanceof AdaBelief)) {
      throw new IllegalArgumentException(
          "layer %s must have an updater that works in DL4J 1.0.0-M2.1, found AdaBelief; Adam is close to it"
              .formatted(index));
    }
    if (LayerFit.loss(layer) instanceof LossSparseMCXENT) {
      throw new IllegalArgumentException(
          "layer %s must have a loss of one-hot classes, found LossSparseMCXENT; LossMCXENT is the same for them"
              .formatted(index));
    }
    if (layer instanceof BatchNormalization norm
        && norm.isLockGammaBeta() // its gradients of gamma and beta are gone by then
        && PER_PARAMETER.contains(norm.getGradientNormalization())) {
      throw new IllegalArgumentException(
          "the gradient of layer %s, whose gamma and beta are locked, can't be normalized by parameter, found %s; choose one of the whole layer"
              .formatted(index, norm.getGradientNormalization()));
    }
  }
}
