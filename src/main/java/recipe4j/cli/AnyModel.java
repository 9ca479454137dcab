package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.keras.KerasFile;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;

/** A model from one of our files or from one of Keras's, which brings no sections. */
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
    return KerasFile.isKerasFile(file)
        ? new SavedModel(KerasFile.read(file, engine, options), Map.of())
        : ModelFile.load(file, engine, options);
  }
}
