package recipe4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small network of supported layers and a batch for it, both drawn from a seed. */
record RandomNetwork(long seed) {
  private static final List<Activation> ACTIVATIONS =
      List.of(
          Activation.RELU,
          Activation.LEAKYRELU,
          Activation.ELU,
          Activation.TANH,
          Activation.SIGMOID,
          Activation.SOFTPLUS,
          Activation.SWISH,
          Activation.GELU,
          Activation.IDENTITY);

  /** Draws the same network every time, up to its number type and its dropout. */
  MultiLayerConfiguration configuration(DataType type, IntFunction<IDropout> dropout) {
    Random random = new Random(seed);
    List<Layer> layers = new ArrayList<>();
    boolean image = random.nextInt(4) > 0;
    int side = 5 + random.nextInt(8);
    int channels = 1 + random.nextInt(4);
    int extent = side;
    int blocks = image ? 1 + random.nextInt(2) : 0;
    for (int i = 0; i < blocks && extent >= 3; i++) {
      int kernel = 1 + random.nextInt(3);
      int stride = 1 + random.nextInt(kernel);
      int dilation = stride == 1 && (kernel - 1) * 2 < extent ? 1 + random.nextInt(2) : 1;
      ConvolutionMode mode = random.nextBoolean() ? ConvolutionMode.Same : ConvolutionMode.Truncate;
      int padding = mode == ConvolutionMode.Same ? 0 : random.nextInt(kernel);
      int reach = (kernel - 1) * dilation + 1;
      if (mode == ConvolutionMode.Truncate && reach > extent) {
        dilation = 1;
        reach = kernel;
      }
      boolean normalised = random.nextInt(4) == 0;
      layers.add(
          new ConvolutionLayer.Builder(kernel, kernel)
              .nOut(1 + random.nextInt(20))
              .stride(stride, stride)
              .dilation(dilation, dilation)
              .padding(padding, padding)
              .convolutionMode(mode)
              .hasBias(!normalised && random.nextInt(4) > 0)
              .dropOut(random.nextInt(6) == 0 ? dropout.apply(layers.size()) : null)
              .activation(normalised ? Activation.IDENTITY : activation(random))
              .build());
      extent =
          mode == ConvolutionMode.Same
              ? (extent + stride - 1) / stride
              : (extent + 2 * padding - reach) / stride + 1;
      if (normalised) {
        normalise(random, layers);
      }
      if (extent >= 2 && random.nextInt(3) > 0) {
        ConvolutionMode poolMode =
            random.nextInt(3) == 0 ? ConvolutionMode.Same : ConvolutionMode.Truncate;
        layers.add(
            new SubsamplingLayer.Builder(
                    random.nextBoolean()
                        ? SubsamplingLayer.PoolingType.MAX
                        : SubsamplingLayer.PoolingType.AVG)
                .kernelSize(2, 2)
                .stride(2, 2)
                .convolutionMode(poolMode)
                .build());
        extent = poolMode == ConvolutionMode.Same ? (extent + 1) / 2 : extent / 2;
      }
      extra(random, layers, dropout);
    }
    int dense = random.nextInt(3) + (image ? 0 : 1);
    for (int i = 0; i < dense; i++) {
      boolean normalised = random.nextInt(5) == 0;
      layers.add(
          new DenseLayer.Builder()
              .nOut(1 + random.nextInt(30))
              .hasBias(!normalised && random.nextInt(4) > 0)
              .dropOut(random.nextInt(6) == 0 ? dropout.apply(layers.size()) : null)
              .activation(normalised ? Activation.IDENTITY : denseActivation(random))
              .build());
      if (normalised) {
        normalise(random, layers);
      }
      extra(random, layers, dropout);
    }
    output(random, layers);
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(Math.abs(seed) + 1)
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .biasInit(0.1)
            .updater(new Sgd(0.1))
            .l2(random.nextInt(3) == 0 ? 0.01 : 0)
            .l1(random.nextInt(5) == 0 ? 0.01 : 0)
            .list();
    layers.forEach(list::layer);
    return list.setInputType(
            image
                ? InputType.convolutional(side, side, channels)
                : InputType.feedForward((long) side * channels))
        .build();
  }

  private static void extra(Random random, List<Layer> layers, IntFunction<IDropout> dropout) {
    if (random.nextInt(4) == 0) {
      layers.add(new ActivationLayer.Builder().activation(activation(random)).build());
    }
    if (random.nextInt(5) == 0) {
      layers.add(new DropoutLayer.Builder(dropout.apply(layers.size())).build());
    }
  }

  /**
   * Batch normalisation in its usual place: between a linear layer without bias and its activation.
   */
  private static void normalise(Random random, List<Layer> layers) {
    layers.add(
        new BatchNormalization.Builder()
            .decay(0.8)
            .useLogStd(random.nextBoolean())
            .lockGammaBeta(random.nextInt(4) == 0)
            .gamma(1.3)
            .beta(0.2)
            .build());
    layers.add(new ActivationLayer.Builder().activation(activation(random)).build());
  }

  private static Activation denseActivation(Random random) {
    return random.nextInt(8) == 0 ? Activation.SOFTMAX : activation(random);
  }

  private static Activation activation(Random random) {
    return ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
  }

  private static void output(Random random, List<Layer> layers) {
    int classes = 2 + random.nextInt(6);
    LossFunction loss =
        List.of(LossFunction.MCXENT, LossFunction.XENT, LossFunction.MSE, LossFunction.L2)
            .get(random.nextInt(4));
    Activation activation =
        switch (loss) {
          case MCXENT -> Activation.SOFTMAX;
          case XENT -> Activation.SIGMOID;
          default -> random.nextInt(3) == 0 ? Activation.TANH : Activation.IDENTITY;
        };
    if (random.nextInt(4) == 0) {
      layers.add(new DenseLayer.Builder().nOut(classes).activation(Activation.IDENTITY).build());
      layers.add(new LossLayer.Builder(loss).activation(activation).build());
    } else {
      layers.add(
          new OutputLayer.Builder(loss)
              .nOut(classes)
              .activation(activation)
              .hasBias(random.nextInt(4) > 0)
              .build());
    }
  }

  /** One batch for the network, sometimes masked. */
  DataSet batch(MultiLayerConfiguration configuration, DataType type) {
    Random random = new Random(~seed);
    // with the statistics of two or three examples the gradient is little more than rounding error
    int first = isNormalised(configuration) ? 3 : 0;
    int rows = List.of(1, 2, 3, 8, 33, 50).get(first + random.nextInt(6 - first));
    InputType input = input();
    long[] shape = input.getShape(true);
    shape[0] = rows;
    int classes = classes(configuration);
    INDArray features = draw(random, -1, 1, shape).castTo(type);
    INDArray labels = Nd4j.zeros(type, rows, classes);
    for (int i = 0; i < rows; i++) {
      labels.putScalar(i, random.nextInt(classes), 1);
    }
    DataSet batch = new DataSet(features, labels);
    if (rows > 1 && random.nextInt(4) == 0) { // DL4J takes one row for a mask of values
      INDArray mask = Nd4j.ones(type, rows, 1);
      mask.putScalar(0, 0, random.nextInt(2));
      mask.putScalar(rows - 1, 0, random.nextInt(2));
      batch.setLabelsMaskArray(mask);
    }
    return batch;
  }

  private InputType input() {
    Random random = new Random(seed);
    boolean image = random.nextInt(4) > 0;
    int side = 5 + random.nextInt(8);
    int channels = 1 + random.nextInt(4);
    return image
        ? InputType.convolutional(side, side, channels)
        : InputType.feedForward((long) side * channels);
  }

  private static boolean isNormalised(MultiLayerConfiguration configuration) {
    return configuration.getConfs().stream()
        .anyMatch(conf -> conf.getLayer() instanceof BatchNormalization);
  }

  private static int classes(MultiLayerConfiguration configuration) {
    int last = configuration.getConfs().size() - 1;
    Layer output = configuration.getConf(last).getLayer();
    return output instanceof OutputLayer trained
        ? (int) trained.getNOut()
        : (int) ((DenseLayer) configuration.getConf(last - 1).getLayer()).getNOut();
  }

  private static INDArray draw(Random random, double low, double high, long... shape) {
    INDArray array = Nd4j.create(DataType.DOUBLE, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, low + (high - low) * random.nextDouble());
    }
    return array;
  }
}
