package recipe4j.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import recipe4j.cli.terminal.Console;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.keras.KerasFile;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.report.RunFolder;

/**
 * A model from one of our files, from a run folder, or from one of Keras's files, which bring no
 * sections.
 */
public final class ModelLoader {
  private ModelLoader() {}

  public static SavedModel load(Path file, EngineArguments engine) throws IOException {
    return load(file, engine.kind, engine.options(), note -> {});
  }

  /** To train it further: what of its training was not taken over is said. */
  public static SavedModel loadToTrain(Path file, EngineArguments engine, Console console)
      throws IOException {
    return load(file, engine.kind, engine.options(), note -> warn(console, file, note));
  }

  /** Says what of a Keras file's training was not taken over. */
  public static void warn(Console console, Path file, String note) {
    console.err().printf("warning: %s: %s%n", file, note);
  }

  /** On any engine, where it matters only what the model looks like. */
  public static SavedModel load(Path file) throws IOException {
    return load(file, EngineKind.AUTO, EngineOptions.defaults(), note -> {});
  }

  private static SavedModel load(
      Path file, EngineKind engine, EngineOptions options, Consumer<String> notes)
      throws IOException {
    Path found = file(file);
    return KerasFile.isKerasFile(found)
        ? new SavedModel(KerasFile.read(found, engine, options, notes), Map.of())
        : ModelFile.load(found, engine, options);
  }

  /** The folder that a model lies in, as it was given: absolute or not. */
  public static Path folder(Path given) {
    return Files.isDirectory(given)
        ? given
        : Objects.requireNonNullElse(given.getParent(), Path.of("."));
  }

  /** A run folder stands for the model in it. */
  public static Path file(Path given) {
    Path inside = RunFolder.model(given);
    return Files.exists(inside, LinkOption.NOFOLLOW_LINKS) ? inside : given;
  }
}
