package recipe4j.keras.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import recipe4j.io.FileTooLargeException;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;

/** A model in words: what Keras's {@code to_json} gives, as JSON or as YAML. */
public final class ModelText {
  private static final long MAX_BYTES = 16 << 20;

  private ModelText() {}

  /**
   * Reads a description. Layers without a name get one, as Keras names them.
   *
   * @param file YAML where its name ends in .yaml or .yml, else JSON; at most 16 MB
   * @return its root, with {@code class_name} and {@code config}
   * @throws KerasFormatException if it is no JSON or YAML
   * @throws IOException if it can't be read
   */
  public static JsonNode read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    ObjectMapper mapper =
        new ObjectMapper(yaml ? yaml() : UntrustedJson.factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    try {
      JsonNode root = mapper.readTree(RegularFile.bytes(file, MAX_BYTES));
      if (root == null || !root.isObject()) {
        throw new KerasFormatException(
            "it must describe a model, as Keras's to_json does, with class_name and config, found none; write model.to_json() into it");
      }
      nameLayers(root.path("config").path("layers"));
      return root;
    } catch (FileTooLargeException e) {
      throw new KerasFormatException("it must have at most 16 MB; describe a smaller model", e);
    } catch (JsonProcessingException e) {
      throw new KerasFormatException(
          "it is no valid %s (%s); correct it"
              .formatted(yaml ? "YAML" : "JSON", UntrustedText.brief(UntrustedJson.reason(e))),
          e);
    }
  }

  private static JsonFactory yaml() {
    return YAMLFactory.builder()
        .streamReadConstraints(UntrustedJson.limits())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static void nameLayers(JsonNode layers) {
    Map<String, Integer> seen = new HashMap<>();
    for (JsonNode layer : layers) {
      String kind = layer.path("class_name").asText("layer");
      String plain =
          kind.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
              .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
              .toLowerCase(Locale.ROOT)
              .replaceAll("(conv|pooling|padding|sampling|cropping|dropout)(\\d)_d", "$1$2d");
      int before = seen.merge(plain, 1, Integer::sum) - 1;
      if (layer instanceof ObjectNode object && !layer.has("name")) {
        JsonNode config = layer.has("config") ? layer.get("config") : object.putObject("config");
        if (config instanceof ObjectNode named && !config.has("name")) {
          named.put("name", before == 0 ? plain : plain + "_" + before);
        }
      }
    }
  }
}
