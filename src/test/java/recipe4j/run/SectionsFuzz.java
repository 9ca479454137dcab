package recipe4j.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.model.SmallModels;
import recipe4j.model.StoredUnlikeness;

/** What recipe4j keeps in a model's file, recipe4j.json: read, and used as the commands do. */
public final class SectionsFuzz implements FuzzTarget {
  private final Map<String, byte[]> entries = SmallModels.entries(SmallModels.dense());

  @Override
  public boolean take(byte[] input) {
    Map<String, byte[]> changed = new HashMap<>(entries);
    changed.put(ModelFile.ENTRY, input);
    return Fuzzed.file(
        "model.zip",
        SmallModels.stored(changed),
        file -> {
          SavedModel saved = ModelFile.load(file, EngineKind.DL4J, EngineOptions.defaults());
          Provenance.of(saved).dataset();
          Provenance.of(saved).validationSplit();
          if (StoredTemperature.isIn(saved)) {
            StoredTemperature.of(saved, file);
          }
          StoredUnlikeness.of(saved, file);
        });
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        """
        {"format":1,"sections":{"dataset":{"name":"bars","source":"drawn","sha256":{"a":"00"},
        "classes":["a","b"]},"options":{"prepare":"mnist"},"calibration":{"temperature":1.5,
        "out-of-distribution":{"energy":{"shares":[1],"scores":[2]},
        "maximum-probability":{"shares":[1],"scores":[2]},"least":{"shares":[1],"scores":[2]}}}}}"""
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public List<String> words() {
    return List.of("null", "[]", "{}", "\"sections\":", "1e999", "-0.0");
  }
}
