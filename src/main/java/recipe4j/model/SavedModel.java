package recipe4j.model;

import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network and the sections that were saved with it.
 *
 * @param network initialised, with its updater's state and its epoch and iteration counts
 * @param sections name to plain values (maps, lists, strings, numbers, booleans), contributed by
 *     whoever saved the model; empty for a file that DL4J wrote
 */
public record SavedModel(MultiLayerNetwork network, Map<String, Map<String, Object>> sections) {
  /** Keeps a copy of the sections. */
  public SavedModel {
    sections = Map.copyOf(sections);
  }

  /** {@return the values of a section, empty if there is no such section} */
  public Map<String, Object> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }
}
