package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
final class AnyModel {
  private AnyModel() {}

  static SavedModel load(Path file, EngineChoice engine) throws IOException {
    return load(file, engine.kind, engine.options());
  }

  /** On any engine, where it matters only what the model looks like. */
  static SavedModel load(Path file) throws IOException {
    return load(file, EngineKind.AUTO, EngineOptions.defaults());
  }

  private static SavedModel load(Path file, EngineKind engine, EngineOptions options)
      throws IOException {
    Path found = file(file);
    return KerasFile.isKerasFile(found)
        ? new SavedModel(KerasFile.read(found, engine, options), Map.of())
        : ModelFile.load(found, engine, options);
  }

  /** A run folder stands for the model in it. */
  static Path file(Path given) {
    Path inside = RunFolder.model(given);
    return Files.isRegularFile(inside) ? inside : given;
  }
}
