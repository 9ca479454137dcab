package recipe4j.cli;

import java.time.Duration;
import recipe4j.cli.options.EngineArguments;
import recipe4j.engine.EngineKind;
import recipe4j.engine.Platform;

/** Estimates from the machine alone how long the recipe takes on the full MNIST. */
final class TimeEstimate {
  /** Time of one processor core for an epoch with its validation, from docs/performance.md. */
  private static final double CORE_SECONDS = 5;

  private TimeEstimate() {}

  /** The estimate as a line for people. */
  static String of(int epochs, EngineArguments engine) {
    Platform platform = Platform.current();
    boolean oneDnn = engine.kind != EngineKind.DL4J && !platform.instructions().equals("none");
    int threads = Math.min(engine.options().threads(), platform.processors());
    double seconds = CORE_SECONDS * (oneDnn ? 1 : 10) * epochs / Math.max(1, threads);
    String sample =
        System.getProperty(Main.COMMAND) == null
            ? "recipe4j train --dataset sample"
            : "mvn -q compile exec:java -Dexec.args=\"train --dataset sample\"";
    return "The full MNIST, if it is found or can be downloaded, takes roughly %s here; to stay with the bundled sample, under a minute: %s"
        .formatted(words(seconds), sample);
  }

  /** A duration in words, rounded up. */
  static String words(double seconds) {
    long minutes = Duration.ofSeconds((long) Math.ceil(seconds)).plusSeconds(59).toMinutes();
    return minutes <= 1
        ? "a minute"
        : minutes < 120 ? minutes + " minutes" : (minutes + 59) / 60 + " hours";
  }
}
