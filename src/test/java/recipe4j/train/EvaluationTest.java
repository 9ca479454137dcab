package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.engine.AcceleratedNetwork;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;

class EvaluationTest {
  private static final ImageDataset BARS = SmallData.dataset(60); // 48 train, 12 validate

  /** The engine and DL4J's own layers answer alike, whatever the batches. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 48, 100})
  void bothEnginesAgree(int batchSize) {
    MultiLayerNetwork plain = network(DataType.FLOAT);
    Training.of(plain).epochs(4).batchSize(8).verbose(0).fit(BARS);
    Evaluation expected = Evaluation.of(plain, BARS.train(), 48);
    assertThat(expected.accuracy()).isStrictlyBetween(0.05, 1.0);
    try (AcceleratedNetwork engine = AcceleratedNetwork.wrap(plain)) {
      assertThat(engine.fallbackReason()).isEmpty();
      Evaluation found = Evaluation.of(engine, BARS.train(), batchSize);
      assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-6));
      assertThat(found.accuracy()).isEqualTo(expected.accuracy());
      assertThat(found.images()).isEqualTo(48);
    }
  }

  /** DL4J would clip at -log(1e-10). */
  @Test
  void certainAndWrongAnswersCostWhatTheyCost() {
    MultiLayerNetwork plain = network(DataType.FLOAT);
    plain.params().muli(1000);
    double regularisation = plain.calcRegularizationScore(true);
    double loss = Evaluation.of(plain, BARS.train(), 48).loss() - regularisation;
    assertThat(loss).isGreaterThan(50);
    try (AcceleratedNetwork engine = AcceleratedNetwork.wrap(plain)) {
      assertThat(Evaluation.of(engine, BARS.train(), 48).loss() - regularisation)
          .isCloseTo(loss, withinPercentage(0.001));
    }
  }

  @Test
  void aNetworkOfDoublesIsJudgedToo() {
    MultiLayerNetwork floats = network(DataType.FLOAT);
    MultiLayerNetwork doubles = network(DataType.DOUBLE);
    doubles.setParams(floats.params().castTo(DataType.DOUBLE));
    Evaluation found = Evaluation.of(doubles, BARS.train(), 48);
    Evaluation expected = Evaluation.of(floats, BARS.train(), 48);
    assertThat(found.accuracy()).isEqualTo(expected.accuracy()).isPositive();
    assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-5));
  }

  /** Also where DL4J's own layers compute: what Adam remembers of the batches is no activation. */
  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DL4J", "ONEDNN"})
  void aTrainingGoesOnAfterAValidationAsWithoutOne(EngineKind kind) {
    ImageDataset alone =
        new ImageDataset(BARS.info(), BARS.train(), BARS.validation().first(0), BARS.test());
    assertThat(trained(kind, BARS)).isEqualTo(trained(kind, alone));
  }

  private static INDArray trained(EngineKind kind, ImageDataset dataset) {
    Nd4j.getRandom().setSeed(3); // for dropout
    MultiLayerNetwork net = Engines.wrap(network(DataType.FLOAT), kind, EngineOptions.defaults());
    Training.of(net).epochs(3).batchSize(20).verbose(0).fit(dataset);
    return net.params().dup();
  }

  @Test
  void needsAnImage() {
    LabelledImages none = BARS.train().first(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.of(network(DataType.FLOAT), none, 8))
        .withMessage("an evaluation needs at least one image, found 0");
  }

  /** With what the loss must add, and what must not act. */
  private static MultiLayerNetwork network(DataType type) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .dataType(type)
            .updater(new Adam(1e-4))
            .l2(0.01)
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build())
            .layer(new DropoutLayer.Builder(0.5).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(BARS.shape().classes())
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(
                InputType.convolutionalFlat(BARS.shape().height(), BARS.shape().width(), 1))
            .build();
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    return net;
  }
}
