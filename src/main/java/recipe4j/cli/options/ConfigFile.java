package recipe4j.cli.options;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import recipe4j.io.FileTooLargeException;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;

/** Options from a file: a flat map of option names, without their dashes, to values. */
public final class ConfigFile {
  private static final long MAX_BYTES = 1 << 16;

  private ConfigFile() {}

  private static JsonFactory yaml() {
    return YAMLFactory.builder()
        .streamReadConstraints(UntrustedJson.limits())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** Reads JSON, or YAML where the name ends in .yaml or .yml. */
  public static Map<String, String> read(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = RegularFile.bytes(file, MAX_BYTES);
    } catch (FileTooLargeException e) {
      throw new IOException(e.getMessage() + "; keep only options in it", e);
    } catch (NoSuchFileException e) {
      throw new IOException("no configuration file at " + file, e);
    }
    boolean yaml = file.toString().matches(".*\\.ya?ml");
    ObjectMapper mapper =
        new ObjectMapper(yaml ? yaml() : UntrustedJson.factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS); // a second document of YAML
    JsonNode root;
    try {
      root = mapper.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is no valid %s (%s); correct it"
              .formatted(file, yaml ? "YAML" : "JSON", UntrustedJson.reason(e)),
          e);
    }
    if (!root.isObject()) {
      throw new IOException(
          "%s must hold option names and values, such as \"epochs\": 10".formatted(file));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
        throw new IOException(
            "%s: \"%s\" must be a single value"
                .formatted(file, UntrustedText.brief(entry.getKey())));
      }
      values.put(entry.getKey(), entry.getValue().asText());
    }
    return values;
  }

  /** Checks that every name is an option of the command. */
  public static void check(String file, Map<String, String> config, CommandSpec command) {
    List<String> known =
        command.optionsMap().keySet().stream()
            .filter(option -> option.startsWith("--") && !option.equals("--config"))
            .map(option -> option.substring(2))
            .toList();
    for (String name : config.keySet()) {
      if (!known.contains(name)) {
        String brief = UntrustedText.brief(name);
        throw new ParameterException(
            command.commandLine(),
            "%s: unknown name \"%s\"%s; known are the long options of `%s`"
                .formatted(file, brief, DidYouMean.of(brief, known), command.qualifiedName()));
      }
    }
  }
}
