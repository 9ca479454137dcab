package recipe4j.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.keras.KerasFile;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;

/**
 * Loads a model from a run folder, from one of our files, or from a Keras file, which has no
 * sections.
 */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * Loads a model for use.
   *
   * @param given a run folder or a file
   * @param engine what is to compute the network
   * @param options threads of the accelerated engine
   * @return the network and what its file tells of it
   * @throws IOException if there is none, or it is damaged
   */
  public static SavedModel load(Path given, EngineKind engine, EngineOptions options)
      throws IOException {
    return load(given, engine, options, note -> {});
  }

  /**
   * Loads a model on any engine, where it matters only what it looks like.
   *
   * @param given a run folder or a file
   * @return the network and what its file tells of it
   * @throws IOException if there is none, or it is damaged
   */
  public static SavedModel load(Path given) throws IOException {
    return load(given, EngineKind.AUTO, EngineOptions.defaults());
  }

  /**
   * Loads a model to train it further.
   *
   * @param given a run folder or a file
   * @param engine what is to compute the network
   * @param options threads of the accelerated engine
   * @param warnings gets a line for what of a Keras file's training was not taken over
   * @return the network and what its file tells of it
   * @throws IOException if there is none, or it is damaged
   */
  public static SavedModel load(
      Path given, EngineKind engine, EngineOptions options, Consumer<String> warnings)
      throws IOException {
    Path found = file(given);
    return KerasFile.isKerasFile(found)
        ? new SavedModel(
            KerasFile.read(
                found, engine, options, note -> warnings.accept("%s: %s".formatted(given, note))),
            Map.of())
        : ModelFile.load(found, engine, options);
  }

  /**
   * {@return the folder that a model lies in, given as a run folder or a file; absolute only if
   * that is}
   */
  public static Path folder(Path given) {
    return Files.isDirectory(given)
        ? given
        : Objects.requireNonNullElse(given.getParent(), Path.of("."));
  }

  /**
   * {@return the file of a model, given as that or as a run folder, which stands for the model in
   * it; it may be missing}
   */
  public static Path file(Path given) {
    Path inside = RunFolder.model(given);
    return Files.exists(inside, LinkOption.NOFOLLOW_LINKS) ? inside : given;
  }
}
