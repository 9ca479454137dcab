package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.Mnist;
import recipe4j.datasets.MnistSample;
import recipe4j.model.KerasCnn;
import recipe4j.model.Predictor;
import recipe4j.train.Training;
import recipe4j.uncertainty.calibration.NegativeLogLikelihood;
import recipe4j.uncertainty.calibration.TemperatureScaling;
import recipe4j.uncertainty.calibration.VectorScaling;

/** Temperature scaling of the recipe's network, trained on digits. */
class FittingOnDigitsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverHurtsOnTheSample(long seed) throws IOException {
    fit(MnistSample.load(0.2), seed, 3);
  }

  @Test
  @Tag("slow")
  void neverHurtsOnTheFullSet() throws IOException {
    assumeTrue(System.getenv("RECIPE4J_DATA") != null, "needs RECIPE4J_DATA");
    for (long seed = 1; seed <= 3; seed++) {
      fit(Mnist.load(), seed, 2);
    }
  }

  private static void fit(ImageDataset digits, long seed, int epochs) {
    MultiLayerNetwork net = KerasCnn.create(digits.shape(), seed);
    Training.of(net).epochs(epochs).batchSize(128).seed(seed).verbose(0).fit(digits);
    LabelledImages validation = digits.validation();
    Logits logits = Predictor.of(net).logits(validation);
    TemperatureScaling scaling = TemperatureScaling.fit(logits, validation.labels());
    assertThat(scaling.outcome()).isEqualTo(TemperatureScaling.Outcome.CONVERGED);
    assertThat(scaling.after()).isLessThanOrEqualTo(scaling.before());
    assertThat(NegativeLogLikelihood.of(logits, validation.labels(), scaling.temperature()))
        .isEqualTo(scaling.after());
    Probabilities calibrated = scaling.apply(logits);
    for (int i = 0; i < logits.rows(); i++) {
      assertThat(calibrated.argmax(i)).isEqualTo(logits.argmax(i));
    }
    assertThat(VectorScaling.fit(logits, validation.labels()).after())
        .isLessThanOrEqualTo(scaling.before());
  }
}
