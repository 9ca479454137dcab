package example;

import static recipe4j.regression.LossCurveAssertions.assertThatCurve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.MnistSample;
import recipe4j.model.KerasCnn;
import recipe4j.regression.LossCurve;
import recipe4j.regression.LossCurveBand;
import recipe4j.train.History;
import recipe4j.train.Training;

class LossCurveTest {
  @TempDir private Path folder;

  @Test
  void learnsAsItDid() throws IOException {
    Path file = folder.resolve("band.json"); // yours lies in src/test/resources
    LossCurveBand.of(List.of(train(1), train(2), train(3))).save(file);

    assertThatCurve(train(4))
        .followsBand(LossCurveBand.load(file)) // of three runs; take eight or more for a real one
        .doesNotDiverge(1.5)
        .endsBelow(1);
  }

  private static LossCurve train(long seed) throws IOException {
    ImageDataset digits = MnistSample.load(0.2);
    MultiLayerNetwork net = KerasCnn.create(digits.shape(), seed);
    History history = Training.of(net).epochs(2).batchSize(128).verbose(0).fit(digits);
    return LossCurve.of(history);
  }
}
