package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.SmallData;
import recipe4j.data.ImageBatches;
import recipe4j.data.LabelledImages;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.uncertainty.PredictionEnsemble;
import recipe4j.uncertainty.Probabilities;

class MonteCarloDropoutTest {
  private static final LabelledImages IMAGES = SmallData.bars(6, 1);

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DL4J", "AUTO"})
  void passesDifferAndTheSeedTellsHow(EngineKind engine) {
    MultiLayerNetwork net = Engines.create(withDropout(), engine, EngineOptions.defaults());
    PredictionEnsemble ensemble = MonteCarloDropout.of(net, IMAGES, 5, 7);
    assertThat(ensemble.members()).isEqualTo(5);
    assertThat(IntStream.range(0, 6).mapToDouble(ensemble::mutualInformation).sum()).isPositive();
    assertThat(MonteCarloDropout.of(net, IMAGES, 5, 7).mean()).isEqualTo(ensemble.mean());
    assertThat(MonteCarloDropout.of(net, IMAGES, 5, 8).mean()).isNotEqualTo(ensemble.mean());
    assertThat(MonteCarloDropout.of(net, IMAGES, 2, 0).mean())
        .isEqualTo(MonteCarloDropout.of(net, IMAGES, 2, 0).mean());
  }

  @Test
  void leavesTheNetworkAsItWas() {
    MultiLayerNetwork net =
        Engines.create(withDropout(), EngineKind.AUTO, EngineOptions.defaults());
    net.fit(ImageBatches.inOrder(IMAGES, 6).next());
    INDArray parameters = net.params().dup();
    INDArray state = net.getUpdater().getStateViewArray().dup();
    INDArray output = net.output(IMAGES.features());
    MonteCarloDropout.of(net, IMAGES, 2, 1);
    assertThat(net.params()).isEqualTo(parameters);
    assertThat(net.getUpdater().getStateViewArray()).isEqualTo(state);
    assertThat(net.output(IMAGES.features())).isEqualTo(output);
  }

  @Test
  void onlyDropoutActsAsInTraining() {
    // dropout that nearly never drops, behind a batch normalisation that has seen a batch
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build())
            .layer(new BatchNormalization())
            .layer(new DropoutLayer(new Dropout(1 - 1e-9)))
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutionalFlat(18, 18, 1))
            .build();
    MultiLayerNetwork net = Engines.create(conf, EngineKind.DL4J, EngineOptions.defaults());
    DataSet batch = ImageBatches.inOrder(IMAGES, 6).next();
    net.fit(batch);
    Probabilities mean = MonteCarloDropout.of(net, IMAGES, 3, 1).mean();
    INDArray plain = net.output(batch.getFeatures(), false);
    INDArray training = net.output(batch.getFeatures(), true);
    assertThat(training.distance2(plain)).as("batch normalisation tells").isGreaterThan(1e-2);
    for (int i = 0; i < 6; i++) {
      for (int c = 0; c < 3; c++) {
        assertThat(mean.get(i, c)).isCloseTo(plain.getDouble(i, c), within(1e-5));
      }
    }
  }

  @Test
  void refusesANetworkWithoutDropoutNoPassAndNoImage() {
    MultiLayerNetwork without = KerasCnn.create(IMAGES.shape(), 1);
    assertThat(MonteCarloDropout.isPossible(without)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MonteCarloDropout.of(without, IMAGES, 5, 1))
        .withMessage(
            "Monte-Carlo dropout needs a layer with dropout, found none in 7 layers; train a network that has one");
    MultiLayerNetwork with =
        Engines.create(withDropout(), EngineKind.DL4J, EngineOptions.defaults());
    assertThat(MonteCarloDropout.isPossible(with)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MonteCarloDropout.of(with, IMAGES, 0, 1))
        .withMessageContaining("at least one pass and one image, found 0 and 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MonteCarloDropout.of(with, IMAGES.first(0), 1, 1))
        .withMessageContaining("at least one pass and one image, found 1 and 0");
  }

  /** The recipe's network, half of what enters its dense layer dropped. */
  private static MultiLayerConfiguration withDropout() {
    MultiLayerConfiguration conf = KerasCnn.configuration(IMAGES.shape(), 4);
    conf.getConf(5).getLayer().setIDropout(new Dropout(0.5));
    return conf;
  }
}
