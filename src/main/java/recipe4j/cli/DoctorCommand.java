package recipe4j.cli;

import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import recipe4j.cli.options.EngineArguments;
import recipe4j.cli.terminal.Console;
import recipe4j.data.ImageBatches;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.MnistSample;
import recipe4j.engine.EngineKind;
import recipe4j.engine.Engines;
import recipe4j.engine.Platform;
import recipe4j.model.KerasCnn;
import recipe4j.run.Environment;

/** {@code recipe4j doctor}: what is on this machine, and whether it computes as it should. */
@Command(
    name = "doctor",
    description =
        "Prints processor, engine and versions, and tests engine and speed for about ten seconds.")
final class DoctorCommand extends ConsoleCommand {
  private static final double SECONDS = 4;
  private static final int BATCH_SIZE = 128;

  /** Largest relative difference by rounding between two ways to compute the same loss. */
  private static final double TOLERANCE = 1e-4;

  @Mixin private EngineArguments engine;

  DoctorCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws java.io.IOException {
    Platform platform = Platform.current();
    line("processor", "%s", platform.processor());
    line("threads", "%d of %d", engine.options().threads(), platform.processors());
    line("instructions", "%s", platform.instructions());
    line("oneDNN", "%s", platform.oneDnn());
    line("kernels in C", "%s", platform.kernels());
    line("ND4J backend", "%s", platform.nd4jBackend());
    line("Deeplearning4j", "%s", Environment.deeplearning4jVersion());
    line("recipe4j", "%s", Environment.recipe4jVersion());
    line("Java", "%s", Runtime.version());

    ImageDataset sample = MnistSample.load(ImageDataset.DEFAULT_VALIDATION_SPLIT);
    DataSet batch = ImageBatches.inOrder(sample.train(), BATCH_SIZE).next();
    MultiLayerNetwork net = KerasCnn.create(sample.shape(), 1, engine.kind, engine.options());
    MultiLayerNetwork plain = KerasCnn.create(sample.shape(), 1, EngineKind.DL4J, engine.options());
    line("engine", "%s", Engines.describe(net));
    double found = net.score(batch, true);
    double expected = plain.score(batch, true);
    double error = Math.abs(found - expected) / expected;
    boolean agrees = error < TOLERANCE;
    line(
        "self-test",
        "%s: loss %.6f, by DL4J's own layers %.6f",
        agrees ? "passed" : "FAILED",
        found,
        expected);
    line("training", "%,.0f images/s", rate(() -> net.fit(batch)));
    line("prediction", "%,.0f images/s", rate(() -> net.output(batch.getFeatures())));
    return agrees ? 0 : 1;
  }

  /** Images per second, measured after one second of warm-up. */
  private static double rate(Runnable step) {
    repeat(step, 1);
    long start = System.nanoTime();
    int steps = repeat(step, SECONDS);
    return steps * BATCH_SIZE / ((System.nanoTime() - start) / 1e9);
  }

  private static int repeat(Runnable step, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int steps = 0;
    do {
      step.run();
      steps++;
    } while (System.nanoTime() < end);
    return steps;
  }

  private void line(String name, String format, Object... values) {
    console.result("%-15s %s", name, String.format(Locale.ROOT, format, values));
  }
}
