package recipe4j.keras;

import java.nio.charset.StandardCharsets;
import java.util.List;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** A description of a model, in JSON if it begins with a brace, else in YAML. */
public final class ModelTextFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    boolean json = input.length > 0 && input[0] == '{';
    return Fuzzed.file(
        json ? "a.json" : "a.yaml", input, file -> KerasFile.create(file, 1, note -> {}));
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        CreateTest.SMALL_YAML.getBytes(StandardCharsets.UTF_8),
        CreateTest.SMALL_JSON.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<String> words() {
    return List.of("class_name", "config", "layers", "VarianceScaling", "!!", "&a", "*a");
  }
}
