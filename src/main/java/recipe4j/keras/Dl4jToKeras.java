package recipe4j.keras;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasParameter;
import recipe4j.keras.config.Penalties;
import recipe4j.keras.layer.Activations;
import recipe4j.keras.layer.Convolutions;
import recipe4j.keras.layer.KerasConvolution;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.LayerNames;
import recipe4j.keras.layer.NetworkInput;
import recipe4j.keras.layer.OwnLayer;
import recipe4j.layer.ExampleLayer;
import recipe4j.layer.PartialBatchNormalization;
import recipe4j.optimizer.Frozen;

/** Translates a DL4J network into Keras's layers, or refuses what has no equal there. */
final class Dl4jToKeras {
  private final MultiLayerConfiguration conf;
  private final boolean training;
  private final KerasChain chain;
  private final Map<String, Penalties> penalties = new HashMap<>();

  private Dl4jToKeras(MultiLayerConfiguration conf, boolean training) throws KerasFormatException {
    this.conf = conf;
    this.training = training;
    this.chain = new KerasChain(NetworkInput.of(conf));
  }

  /**
   * Describes a network in Keras's terms.
   *
   * @param net initialised
   * @param training whether optimizer and loss must have equals too
   * @throws KerasFormatException if a layer or setting has none
   */
  static KerasModel read(MultiLayerNetwork net, boolean training) throws KerasFormatException {
    Dl4jToKeras reader = new Dl4jToKeras(net.getLayerWiseConfigurations(), training);
    for (int i = 0; i < net.getnLayers(); i++) {
      reader.add(i);
    }
    KerasModel model = reader.chain.model(null);
    KerasParameter.of(model); // fails where shapes don't fit
    return training ? reader.chain.model(UpdaterReader.read(net)).with(reader.penalties) : model;
  }

  private void add(int index) throws KerasFormatException {
    Layer layer = conf.getConf(index).getLayer();
    chain.reshape(index, conf.getInputPreProcess(index));
    requireOrdinary(layer, index);
    dropout(layer.getIDropout(), layer instanceof DropoutLayer ? layer.getLayerName() : null);
    Class<?> type = layer.getClass();
    if (layer instanceof BaseLayer base && base.getIUpdater() instanceof Frozen) {
      chain.freezeNext();
    }
    if (Convolutions.isKnown(layer)) {
      convolution((ConvolutionLayer) layer, index);
    } else if (layer instanceof ExampleLayer own) {
      String base = LayerNames.snakeCase(own.kerasClass());
      chain.put(new OwnLayer(chain.name(base, layer.getLayerName()), own));
    } else if (type == Cropping2D.class) {
      Cropping2D cropping = (Cropping2D) layer;
      require(cropping.getDataFormat() == CNN2DFormat.NCHW, index, "channels last");
      edges("cropping2d", false, cropping.getLayerName(), cropping.getCropping());
    } else if (type == Upsampling2D.class) {
      upsampling((Upsampling2D) layer, index);
    } else if (type == SubsamplingLayer.class) {
      pooling((SubsamplingLayer) layer, index);
    } else if (type == ZeroPaddingLayer.class) {
      zeroPadding((ZeroPaddingLayer) layer, index);
    } else if (type == GlobalPoolingLayer.class) {
      globalPooling((GlobalPoolingLayer) layer, index);
    } else if (type == DenseLayer.class) {
      DenseLayer dense = (DenseLayer) layer;
      require(!dense.hasLayerNorm(), index, "layer normalisation");
      dense(dense, dense.getNOut(), dense.hasBias());
    } else if (type == OutputLayer.class) {
      OutputLayer output = (OutputLayer) layer;
      dense(output, output.getNOut(), output.hasBias());
    } else if (layer instanceof BatchNormalization norm) {
      normalization(norm, index);
    } else if (type == ActivationLayer.class) {
      activation(((ActivationLayer) layer).getActivationFn(), layer.getLayerName());
    } else if (type == LossLayer.class) {
      IActivation activation = ((LossLayer) layer).getActivationFn();
      if (!(activation instanceof ActivationIdentity)) {
        activation(activation, layer.getLayerName());
      }
    } else if (type != DropoutLayer.class) {
      throw new KerasFormatException(
          "layer %s (%s) can't be written for Keras, only %s can; replace it"
              .formatted(index, type.getSimpleName(), KerasLayer.SUPPORTED));
    }
  }

  private void requireOrdinary(Layer layer, int index) throws KerasFormatException {
    if (training && layer instanceof BaseLayer base) {
      Penalties own = Penalties.of(base);
      boolean written =
          layer instanceof DenseLayer
              || layer instanceof OutputLayer
              || (layer instanceof ConvolutionLayer convolution
                  && Convolutions.kind(convolution) == KerasConvolution.Kind.Conv2D);
      require(own != null && (written || own.isEmpty()), index, "regularisation");
      require(base.getWeightNoise() == null, index, "weight noise");
      GradientNormalization gradient = base.getGradientNormalization();
      require(
          gradient == null || gradient == GradientNormalization.None,
          index,
          "gradient normalisation");
      List<?> constraints = layer.getConstraints();
      require(constraints == null || constraints.isEmpty(), index, "constraints");
    }
  }

  private static void require(boolean holds, int index, String what) throws KerasFormatException {
    if (!holds) {
      throw new KerasFormatException(
          "layer %s has %s, which is not written for Keras; leave it out".formatted(index, what));
    }
  }

  private void dropout(@Nullable IDropout dropout, @Nullable String name)
      throws KerasFormatException {
    if (dropout == null) {
      return;
    }
    if (!(dropout instanceof org.deeplearning4j.nn.conf.dropout.Dropout plain)
        || plain.getPSchedule() != null) {
      throw new KerasFormatException(
          "the dropout %s has no equal in Keras; use a constant Dropout".formatted(dropout));
    }
    // 1 - p, without the noise of binary fractions: 1 - 0.7 is 0.30000000000000004
    double rate = Double.parseDouble(Float.toString((float) (1 - plain.getP())));
    chain.put(new KerasLayer.Dropout(chain.name("dropout", name), rate));
  }

  private void convolution(ConvolutionLayer layer, int index) throws KerasFormatException {
    require(layer.getCnn2dDataFormat() == CNN2DFormat.NCHW, index, "channels last");
    KerasConvolution.Kind kind = Convolutions.kind(layer);
    boolean dilated = !all(layer.getDilation(), 1);
    require(!dilated || kind != KerasConvolution.Kind.Conv2DTranspose, index, "dilation");
    String name = chain.name(LayerNames.snakeCase(kind.name()), layer.getLayerName());
    boolean same = same(layer.getConvolutionMode(), layer.getPadding(), index);
    chain.put(Convolutions.of(name, layer, same, activationOrLinear(layer.getActivationFn())));
    if (kind == KerasConvolution.Kind.Conv2D) {
      penalize(name, layer);
    }
    ownLayer(layer.getActivationFn(), name);
  }

  private void penalize(String name, BaseLayer layer) {
    Penalties own = Penalties.of(layer);
    if (own != null && !own.isEmpty()) {
      penalties.put(name, own);
    }
  }

  private void pooling(SubsamplingLayer layer, int index) throws KerasFormatException {
    require(layer.getCnn2dDataFormat() == CNN2DFormat.NCHW, index, "channels last");
    require(all(layer.getDilation(), 1), index, "dilation");
    boolean max = layer.getPoolingType() == PoolingType.MAX;
    boolean mean = layer.getPoolingType() == PoolingType.AVG;
    require(max || mean, index, "a pooling other than of maximum and mean");
    require(max || !layer.isAvgPoolIncludePadInDivisor(), index, "padding in its mean");
    chain.put(
        new KerasLayer.Pooling2D(
            chain.name(max ? "max_pooling2d" : "average_pooling2d", layer.getLayerName()),
            max,
            size(layer.getKernelSize()),
            size(layer.getStride()),
            same(layer.getConvolutionMode(), layer.getPadding(), index)));
  }

  private void zeroPadding(ZeroPaddingLayer layer, int index) throws KerasFormatException {
    require(layer.getDataFormat() == CNN2DFormat.NCHW, index, "channels last");
    edges("zero_padding2d", true, layer.getLayerName(), layer.getPadding());
  }

  private void edges(String base, boolean padding, String name, int... sides)
      throws KerasFormatException {
    chain.put(
        new KerasLayer.Edges(
            chain.name(base, name), padding, sides[0], sides[1], sides[2], sides[3]));
  }

  private void upsampling(Upsampling2D layer, int index) throws KerasFormatException {
    require(layer.getFormat() == CNN2DFormat.NCHW, index, "channels last");
    String name = chain.name("up_sampling2d", layer.getLayerName());
    chain.put(new KerasLayer.UpSampling2D(name, size(layer.getSize())));
  }

  private void globalPooling(GlobalPoolingLayer layer, int index) throws KerasFormatException {
    boolean max = layer.getPoolingType() == PoolingType.MAX;
    require(
        max || layer.getPoolingType() == PoolingType.AVG,
        index,
        "a pooling other than of maximum and mean");
    String base = max ? "global_max_pooling2d" : "global_average_pooling2d";
    String name = chain.name(base, layer.getLayerName());
    chain.put(new KerasLayer.GlobalPooling2D(name, max, !layer.isCollapseDimensions()));
  }

  private void dense(BaseLayer layer, long units, boolean bias) throws KerasFormatException {
    IActivation activation = layer.getActivationFn();
    String unique = chain.name("dense", layer.getLayerName());
    chain.put(new KerasLayer.Dense(unique, units, bias, activationOrLinear(activation)));
    penalize(unique, layer);
    ownLayer(activation, unique);
  }

  private void normalization(BatchNormalization layer, int index) throws KerasFormatException {
    require(layer.getCnn2DFormat() == CNN2DFormat.NCHW, index, "channels last");
    require(!layer.isUseLogStd(), index, "the logarithm of its deviation (useLogStd)");
    boolean affine = !layer.isLockGammaBeta();
    boolean partial = layer instanceof PartialBatchNormalization;
    require(
        affine || (layer.getGamma() == 1 && layer.getBeta() == 0), index, "a fixed gamma or beta");
    chain.put(
        new KerasLayer.BatchNormalization(
            chain.name("batch_normalization", layer.getLayerName()),
            layer.getDecay(),
            layer.getEps(),
            partial ? ((PartialBatchNormalization) layer).scaled() : affine,
            partial ? !((PartialBatchNormalization) layer).scaled() : affine));
  }

  private void activation(IActivation activation, String name) throws KerasFormatException {
    for (KerasLayer layer : Activations.layers(chain.name("activation", name), activation)) {
      chain.put(layer);
    }
  }

  private static String activationOrLinear(IActivation activation) {
    String name = Activations.name(activation);
    return name == null ? "linear" : name;
  }

  /** An activation that Keras has no short name for becomes a layer after this one. */
  private void ownLayer(IActivation activation, String name) throws KerasFormatException {
    if (Activations.name(activation) == null) {
      activation(activation, name + "_activation");
    }
  }

  private static boolean same(ConvolutionMode mode, int[] padding, int index)
      throws KerasFormatException {
    boolean same = mode == ConvolutionMode.Same;
    require(
        same || mode == null || mode == ConvolutionMode.Truncate || mode == ConvolutionMode.Strict,
        index,
        "the convolution mode " + mode);
    require(same || all(padding, 0), index, "padding in numbers");
    return same;
  }

  private static boolean all(int[] values, int wanted) {
    for (int value : values) {
      if (value != wanted) {
        return false;
      }
    }
    return true;
  }

  private static KerasLayer.Size size(int[] values) {
    return new KerasLayer.Size(values[0], values[1]);
  }
}
