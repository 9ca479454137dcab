package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Types and precision policies of a file. All that are read compute in float32 here: of half the
 * bits or mixed, they save time and memory in Keras, and round what float32 gives.
 */
public final class Precision {
  /** Not bfloat16 alone, whose weights HDF5 has no type for. */
  private static final Set<String> HALF = Set.of("float16", "mixed_float16", "mixed_bfloat16");

  private Precision() {}

  /**
   * {@return ways to say a type that is read: its name, or a policy of that name}
   *
   * @param type as the file has it
   */
  public static Object[] types(JsonNode type) {
    boolean read = name(type).equals("float32") || HALF.contains(name(type));
    return new Object[] {"float32", read ? type : "float16, mixed_float16 or mixed_bfloat16"};
  }

  /**
   * {@return a line about the types of a model that are others here; empty if none is}
   *
   * @param root configuration of a model
   */
  public static Optional<String> note(JsonNode root) {
    Set<String> names = new TreeSet<>();
    root.findValues("dtype").forEach(type -> names.add(name(type)));
    names.retainAll(HALF);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the model is of %s, here all is computed in float32; Keras's figures are rounded more"
                .formatted(String.join(" and ", names)));
  }

  private static String name(JsonNode type) {
    boolean policy = type.path("class_name").asText().matches("(Float)?(DType)?Policy");
    return policy ? type.path("config").path("name").asText() : type.asText();
  }
}
