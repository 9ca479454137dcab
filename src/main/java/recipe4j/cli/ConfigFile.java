package recipe4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options from a file: a flat map of option names, without their dashes, to values. */
final class ConfigFile {
  private ConfigFile() {}

  /** Reads JSON, or YAML where the name ends in .yaml or .yml. */
  static Map<String, String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no configuration file at " + file);
    }
    boolean yaml = file.toString().matches(".*\\.ya?ml");
    ObjectMapper mapper = yaml ? new ObjectMapper(new YAMLFactory()) : new ObjectMapper();
    JsonNode root;
    try {
      root = mapper.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is no valid %s (%s)".formatted(file, yaml ? "YAML" : "JSON", e.getOriginalMessage()),
          e);
    }
    if (!root.isObject()) {
      throw new IOException(
          "%s must hold option names and values, such as \"epochs\": 10".formatted(file));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getValue().isValueNode()) {
        throw new IOException("%s: \"%s\" must be a single value".formatted(file, entry.getKey()));
      }
      values.put(entry.getKey(), entry.getValue().asText());
    }
    return values;
  }

  /** Every name must be an option of the command. */
  static void check(Map<String, String> config, CommandSpec command) {
    for (String name : config.keySet()) {
      if (name.equals("config") || command.findOption("--" + name) == null) {
        throw new ParameterException(
            command.commandLine(),
            "unknown name \"%s\" in the configuration file; known are the long options of `%s`"
                .formatted(name, command.qualifiedName()));
      }
    }
  }
}
