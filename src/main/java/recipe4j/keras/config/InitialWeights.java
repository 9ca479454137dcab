package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;

/** Fresh weights of a model, drawn as its layers' initializers say, by a seed. */
public final class InitialWeights {
  private static final List<String> ONES = List.of("gamma", "moving_variance", "variance");
  private static final String KERNEL = "kernel";

  private final Map<String, JsonNode> layers = new HashMap<>();
  private final long seed;

  /**
   * Of a model's description.
   *
   * @param root with {@code config} and its {@code layers}, which may hold layers themselves
   * @param seed any number; the same gives the same weights, on every machine
   */
  public InitialWeights(JsonNode root, long seed) {
    this.seed = seed;
    collect(root.path("config").path("layers"));
  }

  private void collect(JsonNode list) {
    for (JsonNode layer : list) {
      JsonNode config = layer.path("config");
      String name = config.path("name").asText(layer.path("name").asText());
      layers.putIfAbsent(UntrustedText.brief(name), config);
      collect(config.path("layers"));
    }
  }

  /**
   * Draws a parameter's values. Each has a random sequence of its own, so that a change of one
   * layer leaves the others as they are.
   *
   * @param parameter of the model
   * @return the values in Keras's order
   * @throws KerasFormatException if its initializer is none of those that are known
   */
  public float[] draw(KerasParameter parameter) throws KerasFormatException {
    String name = parameter.kerasName();
    JsonNode config = layers.getOrDefault(parameter.layer().name(), TextNode.valueOf(""));
    JsonNode said = config.path(name + "_initializer");
    if (said.isMissingNode() && name.endsWith("_" + KERNEL)) { // depthwise_initializer
      said = config.path(name.replace("_" + KERNEL, "_initializer"));
    }
    if (said.isMissingNode() || said.isNull()) {
      String otherwise =
          name.endsWith(KERNEL) ? "glorot_uniform" : ONES.contains(name) ? "ones" : "zeros";
      said = TextNode.valueOf(otherwise);
    }
    long place = ((long) parameter.ordinal() << 32) + parameter.position();
    long own = new SplittableRandom(new SplittableRandom(seed).nextLong() + place).nextLong();
    String label = "%s of %s".formatted(name, parameter.layer().label());
    return Initializer.of(said, label)
        .draw(parameter.kerasSizes(), (int) parameter.length(), new Random(own));
  }
}
