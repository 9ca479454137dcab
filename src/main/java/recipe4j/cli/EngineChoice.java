package recipe4j.cli;

import picocli.CommandLine.Option;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;

/** What computes the network: options that several commands share. */
final class EngineChoice {
  @Option(
      names = "--engine",
      defaultValue = "auto",
      paramLabel = "NAME",
      description = "auto, onednn (accelerated), or dl4j (DL4J's own layers).")
  EngineKind kind;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = OptionValues.Threads.class,
      description = "Threads of the accelerated engine; by default one per processor.")
  private Integer threads;

  EngineOptions options() {
    return threads == null ? EngineOptions.defaults() : new EngineOptions(threads);
  }
}
