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
  MNIST_CONSTANT("mnist-constant", "Constant rate, 10 epochs", 16),
  /** The full MNIST, 30 epochs with the recipe's schedule. */
  MNIST_SCHEDULE("mnist-schedule", "The recipe's schedule, 30 epochs", 12),
  /** The bundled sample, 6 epochs at 1e-3. */
  SAMPLE_CONSTANT("sample-constant", "The bundled sample, 6 epochs", 12),
  /** The bundled sample with a new order every epoch: Keras without a seed for the order. */
  SAMPLE_RESHUFFLED("sample-reshuffled", "The bundled sample, reshuffled every epoch", 24);

  private static final int MAX_SEED = 200;

  private final String prefix;
  private final String title;

  /** Margins come from Keras's runs of the seeds 1 to this. */
  private final int marginSeeds;

  RecordedCurves(String prefix, String title, int marginSeeds) {
    this.prefix = prefix;
    this.title = title;
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
    return read("keras", MAX_SEED);
  }

  /** All runs of recipe4j, by seed. */
  List<LossCurve> ours() throws IOException {
    return read("recipe4j", MAX_SEED);
  }

  /** The margins as they were fixed. */
  EquivalenceMargins margins() throws IOException {
    return EquivalenceMargins.load(
        TestResource.path("keras").resolve("margins-" + prefix + ".json"));
  }

  /** The margins that the rule gives for the runs that they were fixed with. */
  EquivalenceMargins marginsByRule() throws IOException {
    return EquivalenceMargins.of(read("keras", marginSeeds));
  }

  private List<LossCurve> read(String side, int lastSeed) throws IOException {
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
