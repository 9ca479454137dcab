package recipe4j.model;

import java.io.IOException;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.data.ImageShape;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.model.file.ConfigurationSizes;

/**
 * The recipe's network: three 3x3 convolutions of 32, 64 and 64 filters with 2x2 max pooling
 * between them, a dense layer of 64, softmax over the classes, categorical cross-entropy, Adam. For
 * 28x28 images of 10 classes it has 93,322 parameters, initialised as Keras does (Glorot uniform,
 * zero biases).
 */
public final class KerasCnn {
  /** Smallest height and width: below it, nothing is left for the third convolution. */
  public static final int MIN_SIZE = 18;

  /** Keras's default learning rate of Adam. */
  public static final double LEARNING_RATE = 1e-3;

  /** Keras's default epsilon of Adam; DL4J's own is 1e-8, with which the weights drift apart. */
  public static final double EPSILON = 1e-7;

  /** Stands for the user's seed 0, which ND4J's random generator takes for "no seed". */
  private static final long SEED_FOR_ZERO = 0x5EED0L;

  private KerasCnn() {}

  /**
   * {@return the network as a plain DL4J configuration, which takes [n, 1, height, width] or [n,
   * height * width]}
   *
   * @param shape height, width and classes of the images
   * @param seed for the weights, any number
   * @throws IllegalArgumentException if the images are smaller than {@link #MIN_SIZE}, there is one
   *     class only, or a layer would give more than 2^24 values for an image or the network have
   *     more than 2^29 parameters
   */
  public static MultiLayerConfiguration configuration(ImageShape shape, long seed) {
    MultiLayerConfiguration configuration = unchecked(shape, seed);
    try {
      ConfigurationSizes.parameters(configuration);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the network is too large for images of %sx%s in %s classes: %s; scale them down, or take fewer classes"
              .formatted(shape.height(), shape.width(), shape.classes(), e.getMessage()),
          e);
    }
    return configuration;
  }

  private static MultiLayerConfiguration unchecked(ImageShape shape, long seed) {
    if (shape.height() < MIN_SIZE || shape.width() < MIN_SIZE) {
      throw new IllegalArgumentException(
          "the network needs images of at least %sx%s, found %sx%s; enlarge them first"
              .formatted(MIN_SIZE, MIN_SIZE, shape.height(), shape.width()));
    }
    if (shape.classes() < 2) {
      throw new IllegalArgumentException(
          "the network needs at least 2 classes to tell apart, found 1; add images of another");
    }
    return new NeuralNetConfiguration.Builder()
        .seed(seed == 0 ? SEED_FOR_ZERO : seed)
        .cacheMode(CacheMode.DEVICE) // keeps DL4J from running every convolution twice
        .weightInit(WeightInit.XAVIER_UNIFORM) // Keras: glorot_uniform
        .updater(new Adam(LEARNING_RATE, 0.9, 0.999, EPSILON))
        .convolutionMode(ConvolutionMode.Truncate) // Keras: padding="valid"
        .list()
        .layer(convolution(32))
        .layer(maxPooling())
        .layer(convolution(64))
        .layer(maxPooling())
        .layer(convolution(64))
        .layer(new DenseLayer.Builder().nOut(64).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(shape.classes())
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutionalFlat(shape.height(), shape.width(), 1))
        .build();
  }

  /**
   * {@return the network, initialised with fresh weights, accelerated where it can be}
   *
   * @param shape height, width and classes of the images
   * @param seed for the weights, any number
   * @throws IllegalArgumentException as {@link #configuration}
   */
  public static MultiLayerNetwork create(ImageShape shape, long seed) {
    return create(shape, seed, EngineKind.AUTO, EngineOptions.defaults());
  }

  /**
   * {@return the network, initialised with fresh weights, on an engine of choice, on which the
   * weights do not depend}
   *
   * @param shape height, width and classes of the images
   * @param seed for the weights, any number
   * @param engine what computes the network
   * @param options threads of the accelerated engine
   * @throws IllegalArgumentException as {@link #configuration}, or if the engine can't be used here
   */
  public static MultiLayerNetwork create(
      ImageShape shape, long seed, EngineKind engine, EngineOptions options) {
    return Engines.create(configuration(shape, seed), engine, options);
  }

  private static ConvolutionLayer convolution(int filters) {
    return new ConvolutionLayer.Builder(3, 3).nOut(filters).activation(Activation.RELU).build();
  }

  private static SubsamplingLayer maxPooling() {
    return new SubsamplingLayer.Builder(
            SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
        .build();
  }
}
