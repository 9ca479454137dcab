package recipe4j.regression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import recipe4j.data.ImageDataset;
import recipe4j.data.Shuffle;
import recipe4j.datasets.MnistSample;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.KerasCnn;
import recipe4j.train.Training;

/** The recipe on the bundled sample. Run main to record its band anew. */
final class SampleRuns {
  static final int EPOCHS = 6;
  private static final int FIRST_BAND_SEED = 101; // not the seeds that the tests use
  private static final int BAND_RUNS = 8;
  private static final String BAND = "sample-band.json";

  private SampleRuns() {}

  /** One run. */
  static LossCurve run(long seed) throws IOException {
    return run(seed, EngineKind.AUTO);
  }

  /** One run on an engine of choice. */
  static LossCurve run(long seed, EngineKind engine) throws IOException {
    return run(seed, engine, Shuffle.EVERY_EPOCH);
  }

  private static LossCurve run(long seed, EngineKind engine, Shuffle shuffle) throws IOException {
    ImageDataset sample = MnistSample.load(ImageDataset.DEFAULT_VALIDATION_SPLIT);
    return LossCurve.of(
        Training.of(KerasCnn.create(sample.shape(), seed, engine, EngineOptions.defaults()))
            .epochs(EPOCHS)
            .batchSize(128)
            .seed(seed)
            .shuffle(shuffle)
            .verbose(0)
            .fit(sample));
  }

  /** Runs of following seeds. */
  static List<LossCurve> runs(long firstSeed, int count) throws IOException {
    return runs(firstSeed, count, EngineKind.AUTO);
  }

  /** Runs of following seeds, shuffled as asked for. */
  static List<LossCurve> runs(long firstSeed, int count, Shuffle shuffle) throws IOException {
    List<LossCurve> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(run(firstSeed + i, EngineKind.AUTO, shuffle));
    }
    return runs;
  }

  /** Runs of following seeds on an engine of choice. */
  static List<LossCurve> runs(long firstSeed, int count, EngineKind engine) throws IOException {
    List<LossCurve> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(run(firstSeed + i, engine));
    }
    return runs;
  }

  /** Where the runs of main lay. */
  static LossCurveBand recordedBand() throws IOException {
    return LossCurveBand.load(TestResource.path(BAND));
  }

  /** Records the band. */
  public static void main(String[] args) throws IOException {
    LossCurveBand.of(runs(FIRST_BAND_SEED, BAND_RUNS))
        .save(Path.of("src/test/resources/recipe4j/regression", BAND));
  }
}
