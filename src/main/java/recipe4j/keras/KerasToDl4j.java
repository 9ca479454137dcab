package recipe4j.keras;

import java.util.List;
import java.util.function.Predicate;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
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
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import recipe4j.keras.config.KerasLoss;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.LossSettings;
import recipe4j.keras.config.Penalties;
import recipe4j.keras.layer.Activations;
import recipe4j.keras.layer.Convolutions;
import recipe4j.keras.layer.KerasConvolution;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.KerasShape;
import recipe4j.keras.layer.OwnLayer;
import recipe4j.keras.layer.Reshapes;
import recipe4j.layer.ExampleLayer;
import recipe4j.layer.PartialBatchNormalization;
import recipe4j.model.KerasCnn;
import recipe4j.optimizer.Frozen;

/**
 * Builds DL4J's configuration, channels first, from a chain of Keras layers. All layers but Flatten
 * and Reshape get one of DL4J's; the last Dense, with an activation that follows it, becomes the
 * output layer.
 */
final class KerasToDl4j {
  private static final long SEED = 1;
  private static final Predicate<InputPreProcessor> FLATTENS =
      CnnToFeedForwardPreProcessor.class::isInstance;

  private final KerasModel model;
  private final NeuralNetConfiguration.ListBuilder list;
  private int index;
  private boolean startsFlat;

  private KerasToDl4j(KerasModel model) {
    this.model = model;
    this.list =
        new NeuralNetConfiguration.Builder()
            .seed(SEED)
            .miniBatch(model.training() == null || !model.training().loss().sum())
            .cacheMode(CacheMode.DEVICE) // keeps DL4J from running every convolution twice
            .weightInit(WeightInit.XAVIER_UNIFORM) // Keras: glorot_uniform
            .updater(
                model.training() != null
                    ? model.training().updater()
                    : new Adam(KerasCnn.LEARNING_RATE, 0.9, 0.999, KerasCnn.EPSILON))
            .list();
  }

  /**
   * Builds the configuration of a model.
   *
   * @param model whose shapes fit together
   * @return a plain configuration that takes [n, channels, height, width] or [n, values]; without
   *     training configuration it has Keras's default Adam and the loss that fits the last
   *     activation
   * @throws KerasFormatException if the loss does not go with the last layer
   */
  static MultiLayerConfiguration configuration(KerasModel model) throws KerasFormatException {
    return new KerasToDl4j(model).build();
  }

  private MultiLayerConfiguration build() throws KerasFormatException {
    List<KerasLayer> layers = model.layers();
    int tail = tail(layers);
    KerasShape shape = model.input();
    KerasShape given = shape; // by the last of DL4J's layers
    for (KerasLayer layer : layers.subList(0, layers.size() - tail)) {
      KerasShape output = layer.output(shape);
      if (!isReshape(layer)) {
        reshape(given, shape);
        list.layer(index++, frozen(layer, layer(layer)));
        given = output;
      }
      shape = output;
    }
    reshape(given, shape);
    for (KerasLayer layer : layers.subList(layers.size() - tail, layers.size())) {
      shape = layer.output(shape);
    }
    List<KerasLayer> end = layers.subList(layers.size() - tail, layers.size());
    Layer last = output(end, shape);
    list.layer(index, end.isEmpty() ? last : frozen(end.get(0), last));
    InputType type = Reshapes.inputType(model.input(), startsFlat);
    MultiLayerConfiguration built =
        list.setInputType(type).validateOutputLayerConfig(false).build();
    for (NeuralNetConfiguration conf : built.getConfs()) {
      Penalties own = model.penalties().get(String.valueOf(conf.getLayer().getLayerName()));
      if (own != null && conf.getLayer() instanceof BaseLayer layer) {
        own.set(layer); // DL4J's builder would put them into all layers
      }
    }
    return built;
  }

  private Layer frozen(KerasLayer keras, Layer layer) {
    if (model.frozen().contains(keras.name()) && layer instanceof BaseLayer base) {
      base.setIUpdater(new Frozen());
    }
    return layer;
  }

  private static boolean isReshape(KerasLayer layer) {
    return layer instanceof KerasLayer.Flatten || layer instanceof KerasLayer.Reshape;
  }

  /** Puts what changes the shape, if anything does, before the next layer. */
  private void reshape(KerasShape given, KerasShape taken) {
    InputPreProcessor change =
        index == 0 ? Reshapes.first(given, taken) : Reshapes.between(given, taken);
    startsFlat |= index == 0 && Reshapes.parts(change).stream().anyMatch(FLATTENS);
    if (change != null) {
      list.inputPreProcessor(index, change);
    }
  }

  /**
   * How many layers at the end become the output layer: Dense, Dense and its activation, or none.
   */
  private static int tail(List<KerasLayer> layers) {
    int size = layers.size();
    KerasLayer last = layers.get(size - 1);
    if (last instanceof KerasLayer.Dense) {
      return 1;
    }
    if (!isActivation(last)) {
      return 0;
    }
    boolean afterLinear =
        size > 1
            && layers.get(size - 2) instanceof KerasLayer.Dense dense
            && dense.activation().equals("linear");
    return afterLinear ? 2 : 1;
  }

  private static boolean isActivation(KerasLayer layer) {
    return layer instanceof KerasLayer.Activation
        || layer instanceof KerasLayer.Softmax
        || layer instanceof KerasLayer.ReLU;
  }

  private Layer output(List<KerasLayer> tail, KerasShape shape) throws KerasFormatException {
    KerasLayer last = tail.isEmpty() ? null : tail.get(tail.size() - 1);
    IActivation activation =
        last == null
            ? new ActivationIdentity()
            : last instanceof KerasLayer.Dense dense
                ? Activations.of(dense.activation())
                : activation(last);
    String name = Activations.name(activation);
    LossSettings loss = loss(name == null ? "" : name);
    String own = loss.kind().activation();
    if (model.training() != null && model.training().fromLogits() && !own.isEmpty()) {
      activation = Activations.of(own);
    }
    ILossFunction function = loss.function(shape.channels());
    if (!tail.isEmpty() && tail.get(0) instanceof KerasLayer.Dense dense) {
      return new OutputLayer.Builder(function)
          .name(dense.name())
          .nOut(dense.units())
          .hasBias(dense.useBias())
          .activation(activation)
          .build();
    }
    LossLayer.Builder layer = new LossLayer.Builder(function).activation(activation);
    return last == null ? layer.build() : layer.name(last.name()).build();
  }

  private LossSettings loss(String activation) throws KerasFormatException {
    KerasModel.Training training = model.training();
    if (training == null) {
      return LossSettings.of(KerasLoss.fitting(activation));
    }
    KerasLoss loss = training.loss().kind();
    String wanted = training.fromLogits() ? "linear" : loss.activation();
    if (!loss.activation().isEmpty() && !activation.equals(wanted)) {
      throw new KerasFormatException(
          "the loss %s must follow a last layer with %s, found %s; read it uncompiled"
              .formatted(loss.kerasName(), wanted, activation));
    }
    return training.loss();
  }

  private static Layer layer(KerasLayer layer) {
    if (layer instanceof KerasConvolution conv) {
      return Convolutions.builder(conv)
          .name(conv.name())
          .hasBias(conv.useBias())
          .activation(Activations.of(conv.activation()))
          .build();
    }
    if (layer instanceof KerasLayer.Pooling2D pooling) {
      return new SubsamplingLayer.Builder(
              pooling.max() ? SubsamplingLayer.PoolingType.MAX : SubsamplingLayer.PoolingType.AVG,
              array(pooling.pool()),
              array(pooling.strides()))
          .name(pooling.name())
          .convolutionMode(mode(pooling.same()))
          .build();
    }
    if (layer instanceof KerasLayer.Edges edges) {
      int[] sides = {
        (int) edges.top(), (int) edges.bottom(), (int) edges.left(), (int) edges.right()
      };
      return edges.padding()
          ? new ZeroPaddingLayer.Builder(sides).name(edges.name()).build()
          : new Cropping2D.Builder(sides).name(edges.name()).build();
    }
    if (layer instanceof KerasLayer.UpSampling2D larger) {
      return new Upsampling2D.Builder().size(array(larger.size())).name(larger.name()).build();
    }
    if (layer instanceof OwnLayer own) {
      ExampleLayer copy = (ExampleLayer) own.layer().clone();
      copy.setLayerName(own.name());
      return copy;
    }
    if (layer instanceof KerasLayer.GlobalPooling2D pooling) {
      return new GlobalPoolingLayer.Builder(pooling.max() ? PoolingType.MAX : PoolingType.AVG)
          .collapseDimensions(!pooling.keepdims())
          .name(pooling.name())
          .build();
    }
    if (layer instanceof KerasLayer.Dense dense) {
      return new DenseLayer.Builder()
          .name(dense.name())
          .nOut(dense.units())
          .hasBias(dense.useBias())
          .activation(Activations.of(dense.activation()))
          .build();
    }
    if (layer instanceof KerasLayer.Dropout dropout) {
      // DL4J counts what is kept
      return new DropoutLayer.Builder(1 - dropout.rate()).name(dropout.name()).build();
    }
    if (layer instanceof KerasLayer.BatchNormalization normalization) {
      double momentum = normalization.momentum();
      if (normalization.scale() != normalization.center()) {
        PartialBatchNormalization partial =
            new PartialBatchNormalization(momentum, normalization.epsilon(), normalization.scale());
        partial.setLayerName(normalization.name());
        return partial;
      }
      return new BatchNormalization.Builder()
          .decay(momentum)
          .name(normalization.name())
          .eps(normalization.epsilon())
          .lockGammaBeta(!normalization.scale())
          .useLogStd(false)
          .build();
    }
    return new ActivationLayer.Builder().name(layer.name()).activation(activation(layer)).build();
  }

  private static IActivation activation(KerasLayer layer) {
    if (layer instanceof KerasLayer.ELU elu) {
      return new ActivationELU(elu.alpha());
    }
    return layer instanceof KerasLayer.ReLU relu
        ? Activations.of(relu)
        : Activations.of(
            layer instanceof KerasLayer.Activation named ? named.activation() : "softmax");
  }

  private static ConvolutionMode mode(boolean same) {
    return same ? ConvolutionMode.Same : ConvolutionMode.Truncate;
  }

  private static int[] array(KerasLayer.Size size) {
    return new int[] {(int) size.height(), (int) size.width()};
  }
}
