package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static recipe4j.regression.LossCurveAssertions.assertThatCurve;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.DataOptions;
import recipe4j.datasets.Datasets;
import recipe4j.model.KerasCnn;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.Training;

/** The regression of the loss curve: what the recipe learned yesterday, it learns today. */
class LossCurveRegressionTest {
  @Test
  void aRunOnTheSampleFollowsTheRecordedBand() throws IOException {
    LossCurveBand band = SampleRuns.recordedBand();
    LossCurve curve = SampleRuns.run(1);
    assertThat(curve.epochs()).isEqualTo(SampleRuns.EPOCHS);
    assertThatCurve(curve).followsBand(band).fallsMonotonically(0).doesNotDiverge(1);
    assertThatCurve(curve).on("val_loss").followsBand(band);
    assertThatCurve(curve).on("accuracy").followsBand(band);
    assertThatCurve(curve).on("val_accuracy").followsBand(band);
  }

  @Test
  @Tag("slow")
  void threeEpochsOfTheFullMnistValidateAt98Percent() throws IOException {
    ImageDataset mnist = fullMnist();
    MultiLayerNetwork net = KerasCnn.create(mnist.shape(), 1);
    History history = Training.of(net).epochs(3).batchSize(128).verbose(2).fit(mnist);
    assertThat(history.last().valAccuracy()).isGreaterThanOrEqualTo(0.98);
    assertThatCurve(history).fallsMonotonically(0).endsBelow(0.07);
  }

  @Test
  @Tag("slow")
  void tenEpochsOfTheFullMnistTestAt987PerMille() throws IOException {
    ImageDataset mnist = fullMnist();
    for (long seed = 1; seed <= 3; seed++) {
      MultiLayerNetwork net = KerasCnn.create(mnist.shape(), seed);
      Training.of(net).epochs(10).batchSize(128).seed(seed).verbose(0).fit(mnist);
      Evaluation test = Evaluation.of(net, mnist.test(), 128);
      System.err.printf("seed %d: test %s%n", seed, test);
      assertThat(test.accuracy()).as("seed %d", seed).isGreaterThanOrEqualTo(0.987);
    }
  }

  @Test
  @Tag("slow")
  void thirtyEpochsShowTheFiveRatesAtTheRightEpochs() throws IOException {
    ImageDataset mnist = fullMnist();
    double[] rates =
        Training.of(KerasCnn.create(mnist.shape(), 1))
            .epochs(30)
            .batchSize(128)
            .schedule(PiecewiseSchedule.recipe())
            .verbose(0)
            .fit(mnist)
            .get("learning_rate");
    for (int epoch = 0; epoch < 30; epoch++) {
      double expected =
          epoch <= 5 ? 1e-3 : epoch <= 10 ? 1e-4 : epoch <= 15 ? 1e-5 : epoch <= 20 ? 1e-6 : 5e-7;
      assertThat(rates[epoch]).as("epoch %d", epoch).isEqualTo(expected);
    }
  }

  private static ImageDataset fullMnist() throws IOException {
    assumeTrue(System.getenv("RECIPE4J_DATA") != null, "needs RECIPE4J_DATA");
    return Datasets.load(DatasetChoice.MNIST, DataOptions.defaults()).dataset();
  }
}
