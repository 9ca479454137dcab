package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Networks with 3x3 convolutions, drawn at random, whose gradients and outputs must be those of
 * DL4J in double precision.
 *
 * <p>The activations drawn are smooth: of the ten thousands of values before a ReLU, in some
 * networks one lies so close to zero that rounding decides on its side.
 */
public final class ConvolutionNetworks {
  private static final double TOLERANCE = 1e-4;
  private static final int CLASSES = 4;

  private ConvolutionNetworks() {}

  /**
   * Compares gradients and outputs.
   *
   * @param drawn configuration
   * @param precise a batch in double precision
   * @param operation that the plan must contain
   */
  public static void check(MultiLayerConfiguration drawn, DataSet precise, String operation) {
    MultiLayerNetwork reference = new MultiLayerNetwork(withType(drawn, DataType.DOUBLE));
    reference.init();
    DataSet batch =
        new DataSet(
            precise.getFeatures().castTo(DataType.FLOAT),
            precise.getLabels().castTo(DataType.FLOAT));
    try (AcceleratedNetwork network =
        new AcceleratedNetwork(withType(drawn, DataType.FLOAT), new EngineOptions(2))) {
      network.init();
      network.setParams(reference.params().castTo(DataType.FLOAT));
      assertThat(KernelTimes.of(network, batch, 1)).containsKey(operation);

      Map<String, INDArray> expected = Gradients.of(reference, precise);
      Map<String, INDArray> actual = Gradients.of(network, batch);

      assertThat(Gradients.relativeErrors(expected, actual).values())
          .allSatisfy(error -> assertThat(error).isLessThan(TOLERANCE));
      INDArray output = network.output(batch.getFeatures()).castTo(DataType.DOUBLE);
      assertThat(Examples.largestDifference(output, reference.output(precise.getFeatures())))
          .isCloseTo(0, within(TOLERANCE));
    }
  }

  private static MultiLayerConfiguration withType(MultiLayerConfiguration drawn, DataType type) {
    MultiLayerConfiguration typed = drawn.clone();
    typed.setDataType(type);
    return typed;
  }

  /**
   * A convolution of 1x1 that makes channels, two of 3x3, and softmax.
   *
   * @param random decides
   * @param side of the images
   * @param channels of a layer
   */
  public static MultiLayerConfiguration draw(
      Random random, int side, ToIntFunction<Random> channels) {
    return new NeuralNetConfiguration.Builder()
        .seed(random.nextInt(1000))
        .weightInit(WeightInit.XAVIER)
        .biasInit(0.1)
        .updater(new Sgd(0.1))
        .l2(random.nextBoolean() ? 0.01 : 0)
        .list()
        .layer(
            new ConvolutionLayer.Builder(1, 1)
                .nOut(channels.applyAsInt(random))
                .activation(Activation.TANH)
                .build())
        .layer(convolution(random, channels))
        .layer(convolution(random, channels))
        .layer(output())
        .setInputType(InputType.convolutional(side, side, 2))
        .build();
  }

  private static ConvolutionLayer convolution(Random random, ToIntFunction<Random> channels) {
    boolean same = random.nextBoolean();
    int padding = same ? 0 : random.nextInt(2);
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(channels.applyAsInt(random))
        .padding(padding, padding)
        .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate)
        .hasBias(random.nextInt(4) > 0)
        .activation(
            switch (random.nextInt(4)) {
              case 0 -> Activation.TANH;
              case 1 -> Activation.SWISH;
              case 2 -> Activation.IDENTITY;
              default -> Activation.SIGMOID;
            })
        .build();
  }

  static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  public static DataSet batch(Random random, int rows, int side) {
    INDArray features = Nd4j.create(DataType.DOUBLE, rows, 2, side, side);
    for (long i = 0; i < features.length(); i++) {
      features.putScalar(i, random.nextDouble() * 2 - 1);
    }
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, rows, CLASSES);
    for (int i = 0; i < rows; i++) {
      labels.putScalar(i, random.nextInt(CLASSES), 1);
    }
    return new DataSet(features, labels);
  }
}
