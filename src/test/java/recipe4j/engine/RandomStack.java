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
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A small network of which the first two layers are given; the rest, and data for it, are drawn
 * from a seed. Activations are smooth, so that rounding can't choose a side.
 */
record RandomStack(long seed, LayerKind first, LayerKind second) {
  private static final int WIDE = 16;
  private static final List<Activation> ACTIVATIONS =
      List.of(Activation.TANH, Activation.SIGMOID, Activation.SOFTPLUS, Activation.SWISH);

  /** The stack of a number; the numbers go through all pairs of kinds. */
  static RandomStack of(int number) {
    LayerKind[] kinds = LayerKind.values();
    return new RandomStack(
        number, kinds[number % kinds.length], kinds[number / kinds.length % kinds.length]);
  }

  /** Whether it normalises batches; of a few examples DL4J makes rounding errors, of one none. */
  boolean isNormalised() {
    return first == LayerKind.BATCH_NORM || second == LayerKind.BATCH_NORM;
  }

  /** Draws the same network every time, up to its number type and its dropout. */
  MultiLayerConfiguration configuration(DataType type, IntFunction<IDropout> dropout) {
    return new Drawing(this).network(type, dropout);
  }

  /** Features and labels in double precision, other ones for each number. */
  DataSet batch(int rows, int number) {
    Drawing drawing = new Drawing(this);
    Random random = new Random(seed * 31 + number);
    long[] shape = drawing.input().getShape(true);
    shape[0] = rows;
    double[] values = random.doubles(rows * drawing.inputLength(), -1, 1).toArray();
    INDArray features = Nd4j.create(values, shape, DataType.DOUBLE);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, rows, drawing.classes);
    for (int row = 0; row < rows; row++) {
      labels.putScalar(row, random.nextInt(drawing.classes), 1);
    }
    DataSet batch = new DataSet(features, labels);
    if (rows > 1 && random.nextInt(5) == 0) {
      INDArray mask = Nd4j.ones(DataType.DOUBLE, rows, 1);
      mask.putScalar(random.nextInt(rows), 0, 0);
      batch.setLabelsMaskArray(mask);
    }
    return batch;
  }

  /** Draws the layers from input to output. */
  private static final class Drawing {
    private final RandomStack stack;
    private final Random random;
    private final boolean startsFlat;
    private final boolean givenFlat;
    private final int classes;
    private final int inputChannels;
    private final int inputSide;
    private final List<Layer> layers = new ArrayList<>();
    private final NeuralNetConfiguration.ListBuilder list;
    private boolean flat;
    private int channels;
    private int side;

    Drawing(RandomStack stack) {
      this.stack = stack;
      this.random = new Random(stack.seed);
      this.list = new NeuralNetConfiguration.Builder().list();
      this.startsFlat =
          stack.first.needsFeatures() || (!stack.first.needsImages() && random.nextBoolean());
      this.givenFlat = !startsFlat && random.nextInt(3) == 0;
      this.classes = 2 + random.nextInt(5);
      boolean wide = stack.first == LayerKind.WIDE_CONVOLUTION;
      boolean wideBehind =
          stack.second == LayerKind.WIDE_CONVOLUTION && stack.first != LayerKind.CONVOLUTION;
      this.inputChannels = wide || wideBehind ? WIDE : 1 + random.nextInt(3);
      this.inputSide = 6 + random.nextInt(wide || wideBehind ? 8 : 3);
      this.channels = inputChannels;
      this.side = inputSide;
      this.flat = startsFlat;
    }

    long inputLength() {
      return (long) inputChannels * inputSide * inputSide;
    }

    InputType input() {
      if (startsFlat) {
        return InputType.feedForward(inputLength());
      }
      return givenFlat
          ? InputType.convolutionalFlat(inputSide, inputSide, inputChannels)
          : InputType.convolutional(inputSide, inputSide, inputChannels);
    }

    MultiLayerConfiguration network(DataType type, IntFunction<IDropout> dropout) {
      add(stack.first, dropout);
      if (stack.first != LayerKind.OUTPUT) {
        add(stack.second, dropout);
        if (stack.second != LayerKind.OUTPUT && random.nextBoolean()) {
          add(
              List.of(LayerKind.DENSE, LayerKind.ACTIVATION, LayerKind.DROPOUT)
                  .get(random.nextInt(3)),
              dropout);
        }
      }
      if (stack.first != LayerKind.OUTPUT && stack.second != LayerKind.OUTPUT) {
        add(LayerKind.OUTPUT, dropout);
      }
      NeuralNetConfiguration.ListBuilder built =
          new NeuralNetConfiguration.Builder()
              .seed(stack.seed + 1)
              .dataType(type)
              .weightInit(WeightInit.XAVIER)
              .biasInit(0.1)
              .updater(random.nextBoolean() ? new Sgd(0.01) : new Adam(1e-3))
              .l2(random.nextInt(4) == 0 ? 0.01 : 0)
              .list();
      layers.forEach(built::layer);
      list.getInputPreProcessors().forEach(built::inputPreProcessor);
      return built.setInputType(input()).build();
    }

    private void add(LayerKind kind, IntFunction<IDropout> dropout) {
      if (kind.needsImages() && flat) {
        list.inputPreProcessor(
            layers.size(), new FeedForwardToCnnPreProcessor(side, side, channels));
        flat = false;
      }
      switch (kind) {
        case CONVOLUTION -> convolution(dropout);
        case WIDE_CONVOLUTION -> wideConvolution();
        case MAX_POOLING -> pooling(SubsamplingLayer.PoolingType.MAX);
        case AVERAGE_POOLING -> pooling(SubsamplingLayer.PoolingType.AVG);
        case DENSE -> dense(dropout);
        case BATCH_NORM ->
            layers.add(
                new BatchNormalization.Builder()
                    .decay(0.8)
                    .useLogStd(random.nextBoolean())
                    .lockGammaBeta(random.nextInt(4) == 0)
                    .build());
        case ACTIVATION ->
            layers.add(new ActivationLayer.Builder().activation(activation()).build());
        case SOFTMAX -> softmax();
        case DROPOUT -> layers.add(new DropoutLayer.Builder(dropout.apply(layers.size())).build());
        case OUTPUT -> output();
        default -> throw new AssertionError(kind);
      }
    }

    private void convolution(IntFunction<IDropout> dropout) {
      int kernel = 1 + random.nextInt(3);
      ConvolutionMode mode = random.nextBoolean() ? ConvolutionMode.Same : ConvolutionMode.Truncate;
      channels = stack.second == LayerKind.WIDE_CONVOLUTION ? WIDE : 1 + random.nextInt(9);
      layers.add(
          new ConvolutionLayer.Builder(kernel, kernel)
              .nOut(channels)
              .convolutionMode(mode)
              .hasBias(random.nextInt(4) > 0)
              .dropOut(random.nextInt(6) == 0 ? dropout.apply(layers.size()) : null)
              .activation(random.nextInt(4) == 0 ? Activation.IDENTITY : activation())
              .build());
      side = mode == ConvolutionMode.Same ? side : side - kernel + 1;
    }

    private void wideConvolution() {
      channels = WIDE * (1 + random.nextInt(2));
      layers.add(
          new ConvolutionLayer.Builder(3, 3).nOut(channels).activation(activation()).build());
      side -= 2;
    }

    private void pooling(SubsamplingLayer.PoolingType type) {
      layers.add(new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2).build());
      side /= 2;
    }

    /** As many values as an image, if a later layer takes images. */
    private void dense(IntFunction<IDropout> dropout) {
      boolean imagesFollow = layers.isEmpty() && stack.second.needsImages();
      channels = imagesFollow ? channels : 1 + random.nextInt(30);
      side = imagesFollow ? 6 : 1;
      layers.add(
          new DenseLayer.Builder()
              .nOut(channels * side * side)
              .hasBias(random.nextInt(4) > 0)
              .dropOut(random.nextInt(6) == 0 ? dropout.apply(layers.size()) : null)
              .activation(random.nextInt(4) == 0 ? Activation.IDENTITY : activation())
              .build());
      flat = true;
    }

    /** Takes features; where there are images, a dense layer comes before it. */
    private void softmax() {
      if (flat) {
        layers.add(new ActivationLayer.Builder().activation(Activation.SOFTMAX).build());
      } else {
        layers.add(
            new DenseLayer.Builder()
                .nOut(1 + random.nextInt(20))
                .activation(Activation.SOFTMAX)
                .build());
        flat = true;
      }
    }

    private void output() {
      LossFunction loss =
          List.of(LossFunction.MCXENT, LossFunction.MSE, LossFunction.XENT).get(random.nextInt(3));
      Activation activation =
          switch (loss) {
            case MCXENT -> Activation.SOFTMAX;
            case XENT -> Activation.SIGMOID;
            default -> random.nextBoolean() ? Activation.IDENTITY : Activation.TANH;
          };
      if (!layers.isEmpty() && random.nextInt(4) == 0) {
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
      flat = true;
    }

    private Activation activation() {
      return ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
    }
  }
}
