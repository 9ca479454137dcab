package recipe4j.model.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;

/**
 * Reads DL4J's {@code configuration.json} when it may come from a stranger. The whole tree is
 * checked first; then DL4J gets that tree, serialised again, so that it can't read the text in
 * another way.
 */
public final class ConfigurationJson {
  /** A layer takes about 3 kB. */
  public static final int MAX_BYTES = 4 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(UntrustedJson.factory())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Where Jackson looks for the name of a class, in DL4J's configurations. */
  private static final Set<String> CLASS_NAMES = Set.of("@class", "type");

  /**
   * Names of parameters, the only lists of texts: elsewhere Jackson may take the first text for a
   * class.
   */
  private static final Set<String> TEXT_LISTS = Set.of("variables", "params");

  private ConfigurationJson() {}

  /**
   * Reads a configuration.
   *
   * @param json the whole entry
   * @return what DL4J makes of it
   * @throws IOException if it is no JSON, is too deep or too large, or names a class that is not
   *     known, or a size that can't be, or a field that is missing, or DL4J can't make a
   *     configuration of it
   */
  public static MultiLayerConfiguration read(byte[] json) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IOException("the configuration must be JSON, found " + UntrustedJson.reason(e), e);
    }
    if (!root.isObject() || !root.path("confs").isArray()) {
      throw new IOException("a configuration must be an object with confs, a list of layers");
    }
    check(root, "");
    MultiLayerConfiguration configuration;
    try {
      configuration = MultiLayerConfiguration.fromJson(root.toString());
    } catch (RuntimeException e) {
      throw new IOException("DL4J can't read the configuration: " + reason(e), e);
    }
    ConfigurationFields.check(configuration);
    return configuration;
  }

  /** Without Jackson's names of exceptions and its lines on the place in the text. */
  private static String reason(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof NullPointerException) {
        return "a part of a layer is missing";
      }
    }
    String first = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    return UntrustedText.sentence(
        first
            .replaceFirst("^[\\w.]+(Exception|Error): ", "")
            .replaceFirst(" \\(through reference chain.*", ""));
  }

  private static void check(JsonNode node, String path) throws IOException {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(node.get(i), "%s[%s]".formatted(path, i));
      }
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      String at = path.isEmpty() ? name : path + "." + name;
      checkClass(name, field.getValue(), at);
      checkTexts(name, field.getValue(), at);
      checkNumber(name, field.getValue(), at);
      check(field.getValue(), at);
    }
    checkArray(node, path);
  }

  private static void checkClass(String name, JsonNode value, String path) throws IOException {
    if (CLASS_NAMES.contains(name) && !value.isNull() && !isKnownClass(value)) {
      throw new IOException(
          "the class at %s must be one that DL4J or recipe4j brings for a layer and its parts, found %s"
              .formatted(UntrustedText.brief(path), UntrustedText.brief(value.asText())));
    }
  }

  private static boolean isKnownClass(JsonNode value) {
    return value.isTextual() && ConfigurationClasses.isKnown(value.asText());
  }

  private static void checkTexts(String name, JsonNode value, String path) throws IOException {
    if (!value.isArray() || TEXT_LISTS.contains(name)) {
      return;
    }
    for (JsonNode element : value) {
      if (element.isTextual() && !isNumber(element.asText())) {
        throw new IOException(
            "a list must hold no text, found %s at %s"
                .formatted(UntrustedText.brief(element.asText()), UntrustedText.brief(path)));
      }
    }
  }

  /** Jackson writes what is not finite as text. */
  private static boolean isNumber(String text) {
    return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
  }

  private static void checkNumber(String name, JsonNode value, String path) throws IOException {
    FieldRule rule = FieldRule.of(name);
    if (!rule.isRanged()) {
      return;
    }
    for (JsonNode side : value.isArray() && rule.mayBeList() ? value : List.of(value)) {
      for (JsonNode one : side.isArray() && rule.mayBeList() ? side : List.of(side)) {
        checkRange(one, rule.least(), rule.most(), path);
      }
    }
  }

  private static void checkRange(JsonNode value, long least, long most, String path)
      throws IOException {
    boolean allowed =
        value.isNull()
            || (value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most);
    if (!allowed) {
      throw new IOException(
          "%s must be a whole number from %s to %s, found %s"
              .formatted(UntrustedText.brief(path), least, most, UntrustedText.brief(value)));
    }
  }

  /** Weights of a loss: DL4J would take the shape's word for how many there are. */
  private static void checkArray(JsonNode node, String path) throws IOException {
    if (!node.has("dataType") || !node.has("data")) {
      return;
    }
    double length = 1;
    for (JsonNode size : node.path("shape")) {
      length *= size.isIntegralNumber() && size.asDouble() >= 0 ? size.asDouble() : Double.NaN;
    }
    if (!node.path("shape").isArray() || node.path("data").size() != length) {
      throw new IOException(
          "the array at %s must have as many values as its shape says, found %s for %s"
              .formatted(
                  UntrustedText.brief(path),
                  node.path("data").size(),
                  UntrustedText.brief(node.path("shape"))));
    }
  }
}
