package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.engine.AcceleratedNetwork;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Examples;

@Tag("native")
class SingleExampleForwardTest {
  private static final int ROWS = 6;
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void givesTheBitsOfOneThread(int threads) {
    DataSet batch = Examples.batch(ROWS, SIDE, CLASSES, 1);
    try (AcceleratedNetwork one = network(1);
        AcceleratedNetwork several = network(threads)) {
      assertThat(oneByOne(several, batch)).isEqualTo(oneByOne(one, batch));
      assertThat(several.nativeBytes()).isPositive();
    }
  }

  @Test
  void seesTheWeightsAsTheyAre() {
    DataSet batch = Examples.batch(ROWS, SIDE, CLASSES, 1);
    try (AcceleratedNetwork one = network(1);
        AcceleratedNetwork several = network(2)) {
      List<List<Float>> before = oneByOne(several, batch);
      for (AcceleratedNetwork network : List.of(one, several)) {
        network.params().muli(1.25);
      }
      assertThat(oneByOne(several, batch)).isEqualTo(oneByOne(one, batch)).isNotEqualTo(before);
    }
  }

  /**
   * The comparison is cut into pieces: a change in any of them counts, and changed back as well.
   */
  @Test
  void seesEverySingleWeight() {
    INDArray features = Examples.batch(1, SIDE, CLASSES, 1).getFeatures();
    try (AcceleratedNetwork network = network(2)) {
      INDArray first = network.logits(features);
      long length = network.params().length();
      for (int call = 0; call < 9 * 2 * FasterWay.BLOCK; call++) { // every piece in either way
        long at = Math.min(length - 1, length * (call % 9) / 8);
        float before = network.params().getFloat(at);
        network.params().putScalar(at, Float.POSITIVE_INFINITY);
        assertThat(network.logits(features).isNaN().all()).as("weight %d", at).isTrue();
        network.params().putScalar(at, before);
        assertThat(network.logits(features)).isEqualTo(first);
      }
    }
  }

  @Test
  void handsNanOn() {
    INDArray features = Examples.batch(1, SIDE, CLASSES, 1).getFeatures();
    try (AcceleratedNetwork network = network(2)) {
      assertThat(network.logits(features).isNaN().any()).isFalse();
      features.putScalar(100, Float.NaN);
      assertThat(network.logits(features).isNaN().all()).isTrue();
      network.params().putScalar(0, Float.NaN);
      assertThat(network.logits(Examples.batch(1, SIDE, CLASSES, 2).getFeatures()).isNaN().all())
          .isTrue();
    }
  }

  @Test
  void closesWhileTheHelperThreadsSleep() throws InterruptedException {
    Set<Thread> others = engineThreads();
    AcceleratedNetwork network = network(2);
    network.logits(Examples.batch(1, SIDE, CLASSES, 1).getFeatures());
    Set<Thread> helpers = engineThreads();
    helpers.removeAll(others);
    assertThat(helpers).hasSize(1);
    network.close();
    for (Thread thread : helpers) {
      thread.join(1000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static Set<Thread> engineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("recipe4j-engine"))
        .collect(Collectors.toSet());
  }

  private static List<List<Float>> oneByOne(AcceleratedNetwork network, DataSet batch) {
    List<List<Float>> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      INDArray one = batch.getFeatures().get(NDArrayIndex.interval(row, row + 1)).dup('c');
      List<Float> values = new ArrayList<>();
      for (float value : network.logits(one).toFloatVector()) {
        values.add(value);
      }
      rows.add(values);
    }
    return rows;
  }

  /**
   * With padding, average pooling, strides, no pooling, and a convolution that can't be divided.
   */
  private static AcceleratedNetwork network(int threads) {
    AcceleratedNetwork network =
        new AcceleratedNetwork(configuration(), new EngineOptions(threads));
    network.init();
    assertThat(network.fallbackReason()).isEmpty();
    return network;
  }

  private static MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .list()
        .layer(convolution(48).convolutionMode(ConvolutionMode.Same).build())
        .layer(pooling(PoolingType.MAX))
        .layer(convolution(24).activation(Activation.TANH).dropOut(0.5).build())
        .layer(convolution(20).hasBias(false).build())
        .layer(convolution(32).stride(2, 2).activation(Activation.GELU).build())
        .layer(pooling(PoolingType.AVG))
        .layer(new DenseLayer.Builder().nOut(12).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1))
        .build();
  }

  private static ConvolutionLayer.Builder convolution(int filters) {
    return new ConvolutionLayer.Builder(3, 3).nOut(filters).activation(Activation.RELU);
  }

  private static SubsamplingLayer pooling(PoolingType kind) {
    return new SubsamplingLayer.Builder(kind).kernelSize(2, 2).stride(2, 2).build();
  }
}
