package recipe4j.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.ModelFile;
import recipe4j.train.TrainingState;

/**
 * A backup that was found whole.
 *
 * @param file where it lies; a model file, too
 * @param digest SHA-256 over its content, in hexadecimal
 * @param state of the training
 * @param sections name to plain values that were kept with it
 */
public record Backup(
    Path file, String digest, TrainingState state, Map<String, Map<String, Object>> sections) {

  /**
   * A section.
   *
   * @param name of the section
   * @return its values; empty if there is none
   */
  public Map<String, Object> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  /**
   * Builds the network as it was, with its updater's state and its counts.
   *
   * @param engine what computes it
   * @param options threads of the accelerated engine
   * @return the network
   * @throws IOException if the file has been changed or is none of a network
   * @throws IllegalArgumentException if the engine can't be used here
   */
  public MultiLayerNetwork network(EngineKind engine, EngineOptions options) throws IOException {
    return ModelFile.load(file, engine, options).network();
  }
}
