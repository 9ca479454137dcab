package recipe4j.engine.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import recipe4j.activation.ElementFunction;
import recipe4j.engine.loss.OutputLoss;
import recipe4j.engine.loss.OutputLosses;
import recipe4j.layer.Elementwise;
import recipe4j.layer.GroupedConvolution;
import recipe4j.layer.PartialBatchNormalization;

/** Reads a DL4J configuration into a graph, or says which layer is not supported. */
public final class Dl4jGraphReader {
  private final List<LayerSpec> specs = new ArrayList<>();
  private int index;
  private Layer layer;

  private Dl4jGraphReader() {}

  /**
   * Reads a whole configuration.
   *
   * @param configuration DL4J's
   * @return layers and loss
   * @throws UnsupportedNetworkException naming the first layer that has no counterpart
   */
  public static NetworkGraph read(MultiLayerConfiguration configuration)
      throws UnsupportedNetworkException {
    return new Dl4jGraphReader().readAll(configuration);
  }

  private NetworkGraph readAll(MultiLayerConfiguration configuration)
      throws UnsupportedNetworkException {
    if (configuration.getDataType() != DataType.FLOAT) {
      throw new UnsupportedNetworkException("data type " + configuration.getDataType());
    }
    if (configuration.getBackpropType() != BackpropType.Standard) {
      throw new UnsupportedNetworkException("truncated backpropagation through time");
    }
    int last = configuration.getConfs().size() - 1;
    for (index = 0; index < last; index++) {
      layer = configuration.getConf(index).getLayer();
      preProcessor(configuration.getInputPreProcess(index));
      hidden();
    }
    layer = configuration.getConf(last).getLayer();
    preProcessor(configuration.getInputPreProcess(last));
    OutputLoss loss = output();
    boolean mean = layer instanceof LossLayer || configuration.getConf(last).isMiniBatch();
    return new NetworkGraph(List.copyOf(specs), loss, mean);
  }

  private void preProcessor(InputPreProcessor between) throws UnsupportedNetworkException {
    if (between == null) {
      return;
    }
    if (between instanceof CnnToFeedForwardPreProcessor flatten
        && flatten.getFormat() == CNN2DFormat.NCHW) {
      specs.add(new LayerSpec.Flatten());
    } else if (between instanceof FeedForwardToCnnPreProcessor image) {
      specs.add(
          new LayerSpec.Unflatten(
              new Shape(image.getNumChannels(), image.getInputHeight(), image.getInputWidth())));
    } else if (between instanceof ComposableInputPreProcessor several) {
      for (InputPreProcessor part : several.getInputPreProcessors()) {
        preProcessor(part);
      }
    } else if (between instanceof ReshapePreprocessor reshape
        && reshape.getFormat() == CNN2DFormat.NCHW
        && !reshape.isHasMiniBatchDimension()
        && reshape.getTargetShape().length != 2) {
      specs.add(new LayerSpec.Flatten());
      if (reshape.getTargetShape().length == 3) {
        specs.add(new LayerSpec.Unflatten(new Shape(reshape.getTargetShape())));
      }
    } else {
      throw unsupported("input preprocessor " + between.getClass().getSimpleName());
    }
  }

  private void hidden() throws UnsupportedNetworkException {
    Class<?> type = layer.getClass();
    if (type == ConvolutionLayer.class || type == Convolution2D.class) {
      convolution((ConvolutionLayer) layer);
    } else if (type == DepthwiseConvolution2D.class || type == SeparableConvolution2D.class) {
      ConvolutionLayer own = (ConvolutionLayer) layer;
      grouped(own, ConvolutionSpecs.depthwise(index, own, window(own)));
    } else if (type == SubsamplingLayer.class || type == Pooling2D.class) {
      pooling((SubsamplingLayer) layer);
    } else if (type == GlobalPoolingLayer.class) {
      globalPooling((GlobalPoolingLayer) layer);
    } else if (type == DenseLayer.class) {
      DenseLayer dense = (DenseLayer) layer;
      if (dense.hasLayerNorm()) {
        throw unsupported("layer normalisation");
      }
      trainable(dense);
      specs.add(new LayerSpec.Dense(index, dense.getNIn(), dense.getNOut(), dense.hasBias()));
      activation(dense.getActivationFn());
    } else if (type == BatchNormalization.class || type == PartialBatchNormalization.class) {
      batchNorm((BatchNormalization) layer);
    } else if (type == ActivationLayer.class) {
      activation(((ActivationLayer) layer).getActivationFn());
    } else if (type == DropoutLayer.class) {
      dropout();
    } else if (type == GroupedConvolution.class) {
      GroupedConvolution own = (GroupedConvolution) layer;
      grouped(own, List.of(ConvolutionSpecs.grouped(index, own)));
    } else if (InJava.of(layer).isPresent()) {
      specs.add(new LayerSpec.InJava(index, InJava.of(layer).get()));
    } else {
      throw unsupported("not known to the accelerated engine");
    }
  }

  private void convolution(ConvolutionLayer convolution) throws UnsupportedNetworkException {
    KernelWindow window = window(convolution);
    trainable(convolution);
    specs.add(
        new LayerSpec.Convolution(
            index, window, convolution.getNIn(), convolution.getNOut(), convolution.hasBias()));
    activation(convolution.getActivationFn());
  }

  private KernelWindow window(ConvolutionLayer convolution) throws UnsupportedNetworkException {
    KernelWindow window =
        new KernelWindow(
            convolution.getKernelSize(),
            convolution.getStride(),
            convolution.getDilation(),
            convolution.getPadding(),
            convolution.getConvolutionMode());
    image(convolution.getCnn2dDataFormat(), window);
    return window;
  }

  private void grouped(BaseLayer trained, List<LayerSpec> parts)
      throws UnsupportedNetworkException {
    trainable(trained);
    specs.addAll(parts);
    activation(trained.getActivationFn());
  }

  private void pooling(SubsamplingLayer pooling) throws UnsupportedNetworkException {
    KernelWindow window =
        new KernelWindow(
            pooling.getKernelSize(),
            pooling.getStride(),
            pooling.getDilation(),
            pooling.getPadding(),
            pooling.getConvolutionMode());
    image(pooling.getCnn2dDataFormat(), window);
    if (window.isDilated()) {
      throw unsupported("dilated pooling");
    }
    LayerSpec.Pooling.Kind kind =
        switch (pooling.getPoolingType()) {
          case MAX -> LayerSpec.Pooling.Kind.MAX;
          case AVG ->
              pooling.isAvgPoolIncludePadInDivisor()
                  ? LayerSpec.Pooling.Kind.AVERAGE_WITH_PADDING
                  : LayerSpec.Pooling.Kind.AVERAGE;
          default -> throw unsupported("pooling type " + pooling.getPoolingType());
        };
    specs.add(new LayerSpec.Pooling(index, window, kind));
  }

  private void globalPooling(GlobalPoolingLayer pooling) throws UnsupportedNetworkException {
    boolean max = pooling.getPoolingType() == PoolingType.MAX;
    if (!max && pooling.getPoolingType() != PoolingType.AVG) {
      throw unsupported("pooling type " + pooling.getPoolingType());
    }
    int[] axes = pooling.getPoolingDimensions();
    if (axes != null && !Arrays.equals(axes, new int[] {2, 3})) {
      throw unsupported("pooling dimensions " + Arrays.toString(axes));
    }
    LayerSpec.Pooling.Kind kind = max ? LayerSpec.Pooling.Kind.MAX : LayerSpec.Pooling.Kind.AVERAGE;
    specs.add(new LayerSpec.GlobalPooling(index, kind, pooling.isCollapseDimensions()));
  }

  private void image(CNN2DFormat format, KernelWindow window) throws UnsupportedNetworkException {
    if (format != CNN2DFormat.NCHW) {
      throw unsupported("data format " + format);
    }
    if (window.mode() == ConvolutionMode.Causal) {
      throw unsupported("convolution mode " + window.mode());
    }
  }

  private void batchNorm(BatchNormalization norm) throws UnsupportedNetworkException {
    if (norm.getCnn2DFormat() != CNN2DFormat.NCHW) {
      throw unsupported("data format " + norm.getCnn2DFormat());
    }
    specs.add(
        new LayerSpec.BatchNorm(
            index,
            norm.getNOut(),
            norm.getEps(),
            norm.getDecay(),
            norm.isUseLogStd(),
            norm.isLockGammaBeta()
                ? new LayerSpec.BatchNorm.Fixed(norm.getGamma(), norm.getBeta())
                : null));
  }

  private OutputLoss output() throws UnsupportedNetworkException {
    if (layer.getClass() == OutputLayer.class) {
      OutputLayer output = (OutputLayer) layer;
      trainable(output);
      specs.add(new LayerSpec.Dense(index, output.getNIn(), output.getNOut(), output.hasBias()));
      return loss(OutputLosses.of(output.getLossFn(), output.getActivationFn()));
    } else if (layer.getClass() == LossLayer.class) {
      LossLayer output = (LossLayer) layer;
      return loss(OutputLosses.of(output.getLossFn(), output.getActivationFn()));
    }
    throw unsupported("not an output layer that the accelerated engine knows");
  }

  private OutputLoss loss(OutputLoss known) throws UnsupportedNetworkException {
    if (known == null) {
      throw unsupported("its loss function or activation");
    }
    return known;
  }

  private void trainable(BaseLayer trained) throws UnsupportedNetworkException {
    if (trained.getWeightNoise() != null) {
      throw unsupported("weight noise");
    }
    dropout();
  }

  private void dropout() throws UnsupportedNetworkException {
    if (layer.getIDropout() == null) {
      return;
    }
    if (layer.getIDropout().getClass() != Dropout.class) {
      throw unsupported("dropout " + layer.getIDropout().getClass().getSimpleName());
    }
    specs.add(new LayerSpec.DropoutSpec(index, (Dropout) layer.getIDropout()));
  }

  private void activation(IActivation function) throws UnsupportedNetworkException {
    if (function instanceof ActivationIdentity) {
      return;
    }
    if (function instanceof ActivationSoftmax) {
      specs.add(new LayerSpec.Softmax(index));
      return;
    }
    Eltwise known = Eltwise.of(function).orElse(null);
    if (known != null) {
      specs.add(new LayerSpec.Activation(index, known));
      return;
    }
    ElementFunction inJava = InJava.of(function).orElse(null);
    if (inJava == null) {
      throw unsupported("activation " + function);
    }
    specs.add(new LayerSpec.InJava(index, new Elementwise(inJava)));
  }

  private UnsupportedNetworkException unsupported(String reason) {
    String name = layer.getClass().getSimpleName();
    String given = layer.getLayerName();
    return UnsupportedNetworkException.ofLayer(
        index, given == null ? name : name + " \"" + given + "\"", reason);
  }
}
