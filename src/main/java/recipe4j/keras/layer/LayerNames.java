package recipe4j.keras.layer;

import java.util.Locale;
import java.util.Map;

/** Names that Keras makes of its classes, for layers and in its files. */
public final class LayerNames {
  private LayerNames() {}

  /** The name, with a number from the second on. */
  public static String counted(String name, Map<String, Integer> seen) {
    int before = seen.merge(name, 1, Integer::sum) - 1;
    return before == 0 ? name : name + "_" + before;
  }

  /** As Keras's {@code to_snake_case}: MaxPooling2D is max_pooling2d, ReLU is re_lu. */
  public static String snakeCase(String className) {
    return className
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
