package recipe4j.engine;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import recipe4j.engine.activation.StableActivation;
import recipe4j.engine.loss.OutputLoss;
import recipe4j.engine.loss.OutputLosses;
import recipe4j.engine.loss.SigmoidCrossEntropy;
import recipe4j.engine.loss.SmoothedOutputLoss;
import recipe4j.engine.loss.SoftmaxCrossEntropy;
import recipe4j.engine.loss.StableLoss;
import recipe4j.engine.loss.WeightedLoss;

/**
 * Lets DL4J's own layers compute activations and losses without overflow, without clipping, and
 * without overwriting their input.
 *
 * <p>Each layer gets a copy of its configuration in which the functions are replaced. The network's
 * configuration, which is what is saved, stays as it is; both share the updaters.
 */
final class StableLayers {
  private StableLayers() {}

  /** Replaces the functions of a network's layers; those that are replaced already stay. */
  static void install(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      NeuralNetConfiguration own = layer.conf();
      NeuralNetConfiguration stable = own.clone();
      if (replace(stable.getLayer())) {
        layer.setConf(stable);
      }
    }
  }

  /** Runs a step; weights of its examples, if there are any, weight the loss alone. */
  static void weighted(Layer last, Runnable step) {
    INDArray weights = last.getMaskArray();
    org.deeplearning4j.nn.conf.layers.Layer layer = last.conf().getLayer();
    boolean perExample =
        weights != null && weights.rank() == 2 && weights.size(1) == 1 && loss(layer) != null;
    if (!perExample) {
      step.run();
      return;
    }
    ILossFunction loss = loss(layer);
    last.setMaskArray(null);
    setLoss(layer, new WeightedLoss(loss, weights));
    try {
      step.run();
    } finally {
      setLoss(layer, loss);
      last.setMaskArray(weights);
    }
  }

  private static ILossFunction loss(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return layer instanceof BaseOutputLayer output
        ? output.getLossFn()
        : layer instanceof LossLayer output ? output.getLossFn() : null;
  }

  private static void setLoss(
      org.deeplearning4j.nn.conf.layers.Layer layer, ILossFunction function) {
    if (layer instanceof BaseOutputLayer output) {
      output.setLossFn(function);
    } else if (layer instanceof LossLayer output) {
      output.setLossFn(function);
    }
  }

  private static boolean replace(org.deeplearning4j.nn.conf.layers.Layer layer) {
    boolean changed = false;
    if (layer instanceof BaseOutputLayer output) {
      ILossFunction loss = output.getLossFn();
      output.setLossFn(stable(loss, output.getActivationFn(), false));
      changed = output.getLossFn() != loss;
    } else if (layer instanceof LossLayer output) {
      ILossFunction loss = output.getLossFn();
      output.setLossFn(stable(loss, output.getActivationFn(), true));
      changed = output.getLossFn() != loss;
    }
    if (layer instanceof BaseLayer base && base.getActivationFn() != null) {
      IActivation function = base.getActivationFn();
      base.setActivationFn(StableActivation.of(function));
      changed |= base.getActivationFn() != function;
    } else if (layer instanceof ActivationLayer activation) {
      IActivation function = activation.getActivationFn();
      activation.setActivationFn(StableActivation.of(function));
      changed |= activation.getActivationFn() != function;
    }
    return changed;
  }

  private static ILossFunction stable(
      ILossFunction loss, IActivation activation, boolean overwritesInput) {
    if (loss == null || activation == null || loss instanceof StableLoss) {
      return loss;
    }
    OutputLoss known = OutputLosses.of(loss, activation);
    boolean own =
        known instanceof SoftmaxCrossEntropy
            || known instanceof SigmoidCrossEntropy
            || known instanceof SmoothedOutputLoss;
    return own || overwritesInput ? new StableLoss(own ? known : null, loss) : loss;
  }
}
