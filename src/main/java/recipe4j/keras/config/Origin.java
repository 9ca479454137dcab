package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import recipe4j.io.UntrustedText;

/**
 * Distinguishes Keras's own classes from a user's of the same name. Keras writes the module of its
 * own and no registered name; of a user's class it writes a registered name ({@code package>Name}),
 * and no module or the user's. The older form in {@code .h5} files has the class's registered name
 * alone.
 */
public final class Origin {
  private static final String MODULE = "module";
  private static final String CUSTOM = "Custom>";
  private static final Pattern KERAS = Pattern.compile("(tf_keras|keras)(\\..*)?");

  private Origin() {}

  /**
   * Whether an object is Keras's own.
   *
   * @param node with {@code class_name} and perhaps {@code module} and {@code registered_name}
   */
  public static boolean isKeras(JsonNode node) {
    String registered = node.path("registered_name").asText("");
    String className = node.path("class_name").asText("");
    return !registered.contains(">")
        && !className.contains(">")
        && (!node.has(MODULE) || KERAS.matcher(node.path(MODULE).asText("")).matches());
  }

  /**
   * An optimizer's class without the {@code Custom>} that Keras 2.11 and later put before its own
   * in {@code .h5} files. They also wrote {@code jit_compile}; before a user's class, Keras 3 puts
   * the same.
   */
  public static JsonNode withoutCustom(JsonNode node) {
    String className = node.path("class_name").asText();
    return className.startsWith(CUSTOM) && node.path("config").has("jit_compile")
        ? ((ObjectNode) node.deepCopy()).put("class_name", className.substring(CUSTOM.length()))
        : node;
  }

  /** Where it is from, for an error. */
  public static String of(JsonNode node) {
    String registered = node.path("registered_name").asText("");
    String className = node.path("class_name").asText("");
    String module = node.path(MODULE).asText("");
    return UntrustedText.brief(
        registered.contains(">")
            ? registered
            : className.contains(">")
                ? className
                : module.isEmpty() ? "a user's own module" : module);
  }
}
