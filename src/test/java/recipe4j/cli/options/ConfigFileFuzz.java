package recipe4j.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** A file of options; the first byte tells JSON from YAML. */
public final class ConfigFileFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    if (input.length == 0) {
      return false;
    }
    byte[] content = Arrays.copyOfRange(input, 1, input.length);
    return Fuzzed.file(input[0] == 'y' ? "o.yaml" : "o.json", content, ConfigFile::read);
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        "j{\"epochs\":3,\"dataset\":\"sample\",\"seed\":0}".getBytes(UTF_8),
        "yepochs: 3\ndataset: sample\nlearning-rate: 1e-3\n".getBytes(UTF_8),
        "y{epochs: &a 3, seed: *a} # flow\n".getBytes(UTF_8));
  }

  @Override
  public List<String> words() {
    return List.of("&a", "*a", "<<: ", "!!java.net.URL", "--- ", "%YAML 1.1", "? ", "|+", "\\x00");
  }
}
