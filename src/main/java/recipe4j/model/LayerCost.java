package recipe4j.model;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import recipe4j.model.file.ConfigurationSizes;

/**
 * What a layer costs for one image, forward. FLOPs are counted as TensorFlow's profiler does:
 *
 * <ul>
 *   <li>two, a multiplication and an addition, for each weight at each place where it is used: a
 *       convolution 2 x height x width x channels of the kernel x filters x places of the output, a
 *       dense layer 2 x inputs x outputs;
 *   <li>one for each output with a bias, and one for each that an activation makes, five with
 *       softmax;
 *   <li>pooling, one for each value of each window;
 *   <li>batch normalization, two for each value, as scale and shift are known by then;
 *   <li>none for dropout and flattening.
 * </ul>
 *
 * @param flops floating-point operations
 * @param bytes of the output as float32
 */
public record LayerCost(long flops, long bytes) {
  private static final int SOFTMAX = 5;

  /**
   * {@return the cost of all layers; null if the input's shape is not known}
   *
   * @param conf with the inputs of all layers known
   */
  public static @Nullable LayerCost of(MultiLayerConfiguration conf) {
    InputType type = ConfigurationSizes.inputType(conf);
    long flops = 0;
    long bytes = 0;
    for (int i = 0; i < conf.getConfs().size() && type != null; i++) {
      var preProcessor = conf.getInputPreProcess(i);
      InputType input = preProcessor == null ? type : preProcessor.getOutputType(type);
      type = conf.getConf(i).getLayer().getOutputType(i, input);
      LayerCost cost = of(conf.getConf(i), input, type);
      flops += cost == null ? 0 : cost.flops;
      bytes += cost == null ? 0 : cost.bytes;
    }
    return type == null ? null : new LayerCost(flops, bytes);
  }

  /** The cost of a layer between two shapes; null if they are not known. */
  static @Nullable LayerCost of(
      NeuralNetConfiguration conf, @Nullable InputType input, @Nullable InputType output) {
    if (input == null || output == null) {
      return null;
    }
    long values = values(output);
    Layer layer = conf.getLayer();
    long flops = 0;
    if (layer instanceof SubsamplingLayer pooling) {
      flops = (long) pooling.getKernelSize()[0] * pooling.getKernelSize()[1] * values;
    } else if (layer instanceof GlobalPoolingLayer) {
      flops = values(input);
    } else if (layer instanceof BatchNormalization) {
      flops = 2 * values;
    } else if (layer instanceof FeedForwardLayer weighted) {
      boolean biased = !layer.initializer().biasKeys(layer).isEmpty();
      long all = layer.initializer().numParams(conf);
      long biases = all == 0 || !biased ? 0 : weighted.getNOut();
      long places = places(layer instanceof Deconvolution2D ? input : output);
      flops = 2 * (all - biases) * places + (biases > 0 ? values : 0);
    }
    IActivation activation =
        layer instanceof ActivationLayer alone
            ? alone.getActivationFn()
            : layer instanceof BaseLayer base ? base.getActivationFn() : null;
    boolean softmax = activation instanceof ActivationSoftmax;
    return new LayerCost(flops + (softmax ? SOFTMAX * values : 0), Float.BYTES * values);
  }

  private static long values(InputType type) {
    long values = 1;
    for (long size : type.getShape()) {
      values *= size;
    }
    return values;
  }

  /** Height times width of an image, 1 of a row. */
  private static long places(InputType type) {
    return type instanceof InputType.InputTypeConvolutional image
        ? image.getHeight() * image.getWidth()
        : 1;
  }
}
