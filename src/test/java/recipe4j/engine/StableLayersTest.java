package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class StableLayersTest {
  private static MultiLayerConfiguration configuration(DataType type, boolean lossLayer) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(new Adam(0.01))
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(4).activation(Activation.SWISH).build())
            .layer(new ActivationLayer.Builder().activation(Activation.SOFTPLUS).build());
    return (lossLayer
            ? list.layer(new DenseLayer.Builder().nOut(2).activation(Activation.IDENTITY).build())
                .layer(
                    new LossLayer.Builder(LossFunction.XENT).activation(Activation.SIGMOID).build())
            : list.layer(
                new OutputLayer.Builder(LossFunction.XENT)
                    .nIn(4)
                    .nOut(2)
                    .activation(Activation.SIGMOID)
                    .build()))
        .setInputType(org.deeplearning4j.nn.conf.inputs.InputType.feedForward(2))
        .build();
  }

  private static MultiLayerNetwork dl4j(DataType type, boolean lossLayer) {
    return Engines.create(configuration(type, lossLayer), EngineKind.DL4J, new EngineOptions(1));
  }

  private static DataSet batch(DataType type, float scale) {
    INDArray features = Nd4j.create(new float[] {1, 2, -3, 4, -1, 0}, new long[] {3, 2}, 'c');
    INDArray labels = Nd4j.create(new float[] {0, 1, 1, 0, 1, 1}, new long[] {3, 2}, 'c');
    return new DataSet(features.mul(scale).castTo(type), labels.castTo(type));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT, false", "FLOAT, true", "DOUBLE, false", "DOUBLE, true"})
  void givesDl4jsFiguresWhereNothingIsClipped(DataType type, boolean lossLayer) {
    MultiLayerNetwork stable = dl4j(type, lossLayer);
    MultiLayerNetwork stock = new MultiLayerNetwork(configuration(type, false));
    stock.init(stable.params(), true);
    for (int step = 0; step < 5; step++) {
      stable.fit(batch(type, 1));
      stock.fit(batch(type, 1));
      assertThat(stable.score()).as("step %d", step).isCloseTo(stock.score(), within(1e-6));
    }
    assertThat(Examples.largestDifference(stable.params(), stock.params())).isLessThan(1e-5);
    INDArray each = stable.scoreExamples(batch(type, 1), true);
    assertThat(Examples.largestDifference(each, stock.scoreExamples(batch(type, 1), true)))
        .isLessThan(1e-5);
  }

  @ParameterizedTest
  @CsvSource({
    "MSE, SIGMOID",
    "MSE, TANH",
    "MSE, SOFTMAX",
    "MEAN_ABSOLUTE_ERROR, SIGMOID",
    "XENT, SIGMOID"
  })
  void aLossLayerScoresItsInputAndNotWhatTheGradientMadeOfIt(
      LossFunction loss, Activation activation) {
    MultiLayerNetwork net =
        Engines.create(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(2).build())
                .layer(new LossLayer.Builder(loss).activation(activation).build())
                .validateOutputLayerConfig(false)
                .build(),
            EngineKind.DL4J,
            new EngineOptions(1));
    double before = net.score(batch(DataType.FLOAT, 1), true);
    net.fit(batch(DataType.FLOAT, 1));
    assertThat(net.score()).isCloseTo(before, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void learnsWhereDl4jsLossGivesNoGradientOrNaN(boolean lossLayer) {
    MultiLayerNetwork net = dl4j(DataType.FLOAT, lossLayer);
    DataSet far = batch(DataType.FLOAT, 300);
    double before = net.score(far, false);
    for (int step = 0; step < 200; step++) {
      net.fit(far);
    }
    assertThat(before).isFinite().isGreaterThan(30);
    assertThat(net.score(far, false)).isFinite().isLessThan(before / 4);
  }

  @Test
  void savesAPlainDl4jModel(@TempDir Path folder) throws IOException {
    MultiLayerNetwork net = dl4j(DataType.FLOAT, false);
    net.fit(batch(DataType.FLOAT, 1));
    assertThat(net.getLayerWiseConfigurations().toJson())
        .doesNotContain("recipe4j")
        .contains("LossBinaryXENT", "ActivationSwish", "ActivationSoftPlus");
    File file = folder.resolve("model.zip").toFile();
    ModelSerializer.writeModel(net, file, true);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file, true);
    loaded.fit(batch(DataType.FLOAT, 1));
    net.fit(batch(DataType.FLOAT, 1));
    assertThat(loaded.score()).isCloseTo(net.score(), within(1e-6));
    assertThat(Examples.largestDifference(loaded.params(), net.params())).isLessThan(1e-6);
  }

  @Test
  void aNewLearningRateReachesWhatIsSaved() {
    MultiLayerNetwork net = dl4j(DataType.FLOAT, false);
    net.setLearningRate(0.125);
    assertThat(net.getLearningRate(0)).isEqualTo(0.125);
    assertThat(net.getLayerWiseConfigurations().toJson()).contains("0.125");
    net.setLearningRate(2, 0.5);
    assertThat(net.getLayerWiseConfigurations().toJson()).contains("0.125").contains(": 0.5");
  }

  @Test
  void isDoneOnce() {
    MultiLayerNetwork net = dl4j(DataType.FLOAT, true);
    NeuralNetConfiguration first = net.getLayer(0).conf();
    NeuralNetConfiguration last = net.getLayer(3).conf();
    assertThat(first).isNotSameAs(net.getLayerWiseConfigurations().getConf(0));
    Engines.stable(net);
    assertThat(net.getLayer(0).conf()).isSameAs(first);
    assertThat(net.getLayer(3).conf()).isSameAs(last);
  }
}
