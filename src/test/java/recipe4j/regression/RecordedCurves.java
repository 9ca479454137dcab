package recipe4j.regression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The curves in src/test/resources, recorded by record_curve.py and by {@link RecordCurve}. Where
 * nothing else is said, each run has one order of the images for all epochs, as seeded Keras has.
 */
enum RecordedCurves {
  /** The full MNIST, 10 epochs at 1e-3. */
  MNIST_CONSTANT("mnist-constant", "Constant rate, 10 epochs", "mnist-constant", 16),
  /** The same by the kernels in C, beside the same runs of Keras. */
  MNIST_NATIVE("mnist-native", "Constant rate, 10 epochs, kernels in C", "mnist-constant", 16) {
    @Override
    List<LossCurve> keras() throws IOException {
      return MNIST_CONSTANT.keras();
    }
  },
  /** The full MNIST, 30 epochs with the recipe's schedule. */
  MNIST_SCHEDULE("mnist-schedule", "The recipe's schedule, 30 epochs", "mnist-schedule", 12),
  /** The full MNIST, the schedule's first 6 epochs, within the schedule's margins. */
  MNIST_START("mnist-start", "The schedule before its first step, 6 epochs", "mnist-schedule", 12),
  /** The bundled sample, 6 epochs at 1e-3. */
  SAMPLE_CONSTANT("sample-constant", "The bundled sample, 6 epochs", "sample-constant", 12),
  /** The bundled sample with a new order every epoch: Keras without a seed for the order. */
  SAMPLE_RESHUFFLED(
      "sample-reshuffled", "The bundled sample, reshuffled every epoch", "sample-reshuffled", 24);

  private static final int MAX_SEED = 400;

  private final String prefix;
  private final String title;

  /** Margins come from Keras's runs of this name and of the seeds 1 to the next number. */
  private final String marginPrefix;

  private final int marginSeeds;

  RecordedCurves(String prefix, String title, String marginPrefix, int marginSeeds) {
    this.prefix = prefix;
    this.title = title;
    this.marginPrefix = marginPrefix;
    this.marginSeeds = marginSeeds;
  }

  String prefix() {
    return prefix;
  }

  String title() {
    return title;
  }

  /** All runs of Keras, by seed. */
  List<LossCurve> keras() throws IOException {
    return read("keras", prefix, MAX_SEED);
  }

  /** All runs of recipe4j, by seed. */
  List<LossCurve> ours() throws IOException {
    return read("recipe4j", prefix, MAX_SEED);
  }

  /** The file that the margins are in. */
  String marginsName() {
    return "margins-" + marginPrefix + ".json";
  }

  /** The margins as they were fixed. */
  EquivalenceMargins margins() throws IOException {
    return EquivalenceMargins.load(TestResource.path("keras").resolve(marginsName()));
  }

  /** The margins that the rule gives for the runs that they were fixed with. */
  EquivalenceMargins marginsByRule() throws IOException {
    return EquivalenceMargins.of(read("keras", marginPrefix, marginSeeds));
  }

  private static List<LossCurve> read(String side, String prefix, int lastSeed) throws IOException {
    List<LossCurve> curves = new ArrayList<>();
    Path folder = TestResource.path("keras").resolveSibling(side);
    for (int seed = 1; seed <= lastSeed; seed++) {
      Path file = folder.resolve("%s-seed%d.json".formatted(prefix, seed));
      if (Files.exists(file)) {
        curves.add(LossCurve.read(file));
      }
    }
    return curves;
  }
}
