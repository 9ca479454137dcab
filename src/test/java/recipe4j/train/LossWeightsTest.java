package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;

/**
 * That losses are weighted as Keras's fit weights them: the sum of the products over the images.
 */
class LossWeightsTest {
  private static final ImageDataset BARS = SmallData.dataset(60); // 48 train, 12 validate
  private static final Map<Integer, Double> CLASSES = Map.of(0, 0.25, 2, 5.0);

  /** On the engine, or, for an activation that it does not know, on DL4J's layers behind it. */
  private static MultiLayerNetwork network(boolean accelerated) {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(1e-3))
            .list()
            .layer(
                new ConvolutionLayer.Builder(5, 5)
                    .stride(3, 3)
                    .nOut(2)
                    .activation(accelerated ? Activation.TANH : Activation.RATIONALTANH)
                    .build())
            .layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(3).build())
            .setInputType(InputType.convolutionalFlat(18, 18, 1))
            .build();
    MultiLayerNetwork net = Engines.create(conf, EngineKind.AUTO, EngineOptions.defaults());
    assertThat(Engines.isAccelerated(net)).isEqualTo(accelerated);
    return net;
  }

  private static EpochLogs epoch(MultiLayerNetwork net, LossWeights weights) {
    Training training = Training.of(net).batchSize(48).verbose(0).weights(weights);
    return training.fit(BARS).last();
  }

  private static double expected(boolean accelerated, LabelledImages images, double[] weights) {
    int[] all = new int[images.count()];
    Arrays.setAll(all, i -> i);
    DataSet batch = new DataSet(images.features(all), images.oneHotLabels(all));
    double[] losses = network(accelerated).scoreExamples(batch, false).ravel().toDoubleVector();
    double sum = 0;
    for (int i = 0; i < losses.length; i++) {
      sum += losses[i] * weights[i];
    }
    return sum / losses.length;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void classesAreWeightedInTrainingAlone(boolean accelerated) {
    double[] weights = new double[48];
    Arrays.setAll(weights, i -> CLASSES.getOrDefault(BARS.train().label(i), 1.0));
    MultiLayerNetwork net = network(accelerated);
    EpochLogs logs = epoch(net, LossWeights.ofClasses(CLASSES));
    assertThat(logs.loss()).isCloseTo(expected(accelerated, BARS.train(), weights), within(1e-5));
    Evaluation unweighted = Evaluation.of(net, BARS.validation(), 12);
    assertThat(logs.valLoss()).isCloseTo(unweighted.loss(), within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void imagesAreWeightedInValidationToo(boolean accelerated) {
    double[] weights = new Random(3).doubles(60).toArray();
    EpochLogs logs = epoch(network(accelerated), LossWeights.ofImages(weights));
    assertThat(logs.loss())
        .isCloseTo(expected(accelerated, BARS.train(), Arrays.copyOf(weights, 48)), within(1e-5));
    MultiLayerNetwork still = network(accelerated);
    double before = expected(accelerated, BARS.validation(), Arrays.copyOfRange(weights, 48, 60));
    LearningRates.set(still, 0);
    assertThat(epoch(still, LossWeights.ofImages(weights)).valLoss())
        .isCloseTo(before, within(1e-5));
    double[] some = Arrays.copyOf(weights, 48);
    Evaluation unweighted = Evaluation.of(still, BARS.validation(), 12);
    assertThat(epoch(still, LossWeights.ofImages(some)).valLoss())
        .isCloseTo(unweighted.loss(), within(1e-5));
  }

  @Test
  void readsTextAndFile(@TempDir Path folder) throws IOException {
    double loss = epoch(network(true), LossWeights.parse("0=0.25, 2=5")).loss();
    assertThat(loss).isEqualTo(epoch(network(true), LossWeights.ofClasses(CLASSES)).loss());
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 48; i++) {
      lines.append(CLASSES.getOrDefault(BARS.train().label(i), 1.0)).append("\r\n");
    }
    Path file = Files.writeString(folder.resolve("w.txt"), lines);
    assertThat(epoch(network(true), LossWeights.read(file)).loss()).isEqualTo(loss);
    Files.writeString(file, "1\nheavy\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> LossWeights.read(file))
        .withMessage(file + " must have a number on each line, found heavy on line 2");
  }

  @Test
  void refusesWhatIsNoWeight() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossWeights.ofImages(1, -1))
        .withMessage("a weight of a loss must be finite and at least 0, found -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> epoch(network(true), LossWeights.ofImages(1, 2)))
        .withMessage(
            "there must be a weight for each of the 48 training images, or of the 60 images with those of the validation, found 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> epoch(network(true), LossWeights.ofClasses(Map.of(3, 1.0))))
        .withMessage("weights must be of classes 0 to 2, found one of 3");
    MultiLayerNetwork plain = Engines.plain(network(true).getLayerWiseConfigurations());
    plain.init();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> epoch(plain, LossWeights.ofClasses(CLASSES)))
        .withMessageContaining("need an engine other than DL4J's own");
    for (String wrong : new String[] {"", "1", "0=1,0=2", "0=x", "0=1=2", "a=1"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LossWeights.parse(wrong))
          .withMessageContaining("such as 0=1,7=2.5, found " + wrong);
    }
  }
}
