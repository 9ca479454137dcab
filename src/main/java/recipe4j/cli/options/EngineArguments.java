package recipe4j.cli.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;

/** What computes the network: options that several commands share. */
public final class EngineArguments {
  @Option(
      names = "--engine",
      defaultValue = "auto",
      paramLabel = "NAME",
      description = "auto, native (kernels in C and oneDNN), onednn, or dl4j (DL4J's own layers).")
  public EngineKind kind;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Converters.Threads.class,
      description = "Threads of the accelerated engine; by default one per processor.")
  private @Nullable Integer threads;

  /** The options of the accelerated engine. */
  public EngineOptions options() {
    return threads == null ? EngineOptions.defaults() : new EngineOptions(threads);
  }
}
