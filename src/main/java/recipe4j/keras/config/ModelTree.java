package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;
import recipe4j.keras.layer.LayerNames;

/** The layers of a model one after the other, those of models within it in their places. */
public final class ModelTree {
  private static final int MAX_LAYERS = 1000;
  private static final int MAX_DEPTH = 20;

  private final List<Leaf> leaves = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private boolean nested;

  private ModelTree() {}

  /**
   * A layer that is no model.
   *
   * @param node its configuration, with a name of its own
   * @param place of its weights
   * @param frozen whether it or a model around it is not trainable
   */
  public record Leaf(JsonNode node, KerasModel.Place place, boolean frozen) {}

  /**
   * All layers of a model from the input on.
   *
   * @throws KerasFormatException if it or a model within it is no chain
   */
  public static ModelTree of(JsonNode root) throws KerasFormatException {
    ModelTree tree = new ModelTree();
    for (JsonNode layer : root.path("config").path("layers")) {
      tree.names.add(layer.path("config").path("name").asText());
    }
    tree.add(root, "layers/", -1, false, 0);
    return tree;
  }

  /** From the input on. */
  public List<Leaf> leaves() {
    return leaves;
  }

  /** Whether there are models within the model. */
  public boolean nested() {
    return nested;
  }

  private void add(JsonNode model, String path, int part, boolean frozen, int depth)
      throws KerasFormatException {
    String className = model.path("class_name").asText();
    List<JsonNode> layers =
        switch (className) {
          case "Sequential" -> sequential(model.path("config"));
          case "Functional", "Model" -> chain(model.path("config"));
          default ->
              throw new KerasFormatException(
                  "the model must be Sequential or Functional, found %s; build it from layers"
                      .formatted(UntrustedText.brief(className)));
        };
    if (!Origin.isKeras(model)) {
      throw new KerasFormatException(
          "the model must be one of Keras's own, found %s of %s; build it from layers"
              .formatted(UntrustedText.brief(className), Origin.of(model)));
    }
    if (leaves.size() + layers.size() > MAX_LAYERS || depth > MAX_DEPTH) {
      throw new KerasFormatException(
          "a model must have at most %s layers and %s models within each other, found more; make it smaller"
              .formatted(MAX_LAYERS, MAX_DEPTH));
    }
    boolean still = frozen || isFrozen(model);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      JsonNode layer = layers.get(i);
      String kind = layer.path("class_name").asText();
      String own = path + LayerNames.counted(LayerNames.snakeCase(kind), seen);
      int number = part < 0 ? i : part;
      if (Set.of("Sequential", "Functional", "Model").contains(kind)) {
        nested = true;
        add(layer, own + "/layers/", number, still, depth + 1);
      } else if (depth == 0 || !isInput(layer)) {
        KerasModel.Place place = new KerasModel.Place(own + "/vars", number);
        leaves.add(new Leaf(named(layer, depth), place, still || isFrozen(layer)));
      }
    }
  }

  private static boolean isFrozen(JsonNode node) {
    JsonNode trainable = node.path("config").path("trainable");
    return trainable.isBoolean() && !trainable.asBoolean();
  }

  /** A name that is taken gets a number: two models may have layers of the same name. */
  private JsonNode named(JsonNode layer, int depth) {
    String name = layer.path("config").path("name").asText(layer.path("name").asText());
    if (depth == 0 || names.add(name)) {
      return layer;
    }
    int number = 1;
    while (!names.add(name + "_" + number)) {
      number++;
    }
    ObjectNode copy = layer.deepCopy();
    if (copy.path("config") instanceof ObjectNode config) {
      config.put("name", name + "_" + number);
    }
    return copy;
  }

  /** Whether a layer is an input. */
  public static boolean isInput(JsonNode layer) {
    return layer.path("class_name").asText().equals("InputLayer");
  }

  /** Keras 2.2 had the bare list. */
  private static List<JsonNode> sequential(JsonNode config) throws KerasFormatException {
    JsonNode list = config.isArray() ? config : config.path("layers");
    List<JsonNode> layers = new ArrayList<>();
    list.forEach(layers::add);
    for (int i = 1; i < layers.size(); i++) {
      if (isInput(layers.get(i))) {
        throw new KerasFormatException(
            "the input must be the first layer, found another as number %s; remove it"
                .formatted(i + 1));
      }
    }
    return layers;
  }

  /** The layers from the only input on, each of which feeds the next and nothing else. */
  private static List<JsonNode> chain(JsonNode config) throws KerasFormatException {
    Map<String, JsonNode> consumers = new HashMap<>();
    JsonNode input = null;
    for (JsonNode layer : config.path("layers")) { // those that merge come after what they merge
      List<String> sources = LayerCall.of(layer).sources();
      if (!isInput(layer) && sources.size() != 1) {
        throw notAChain(
            "the layer '%s' (%s) %s"
                .formatted(
                    layer.path("name").asText(),
                    layer.path("class_name").asText(),
                    sources.size() > 1
                        ? "merges " + sources.size() + " branches"
                        : "has no input"));
      }
    }
    for (JsonNode layer : config.path("layers")) {
      String name = layer.path("name").asText();
      if (isInput(layer)) {
        if (input != null) {
          throw notAChain("it has a second input '" + name + "'");
        }
        input = layer;
        continue;
      }
      String source = LayerCall.of(layer).sources().get(0);
      if (consumers.put(source, layer) != null) {
        throw notAChain("the layer '" + source + "' feeds more than one");
      }
    }
    if (input == null) {
      throw notAChain("it has no input");
    }
    List<JsonNode> chain = new ArrayList<>(List.of(input));
    String last = input.path("name").asText();
    for (JsonNode next = consumers.remove(last); next != null; next = consumers.remove(last)) {
      chain.add(next);
      last = next.path("name").asText();
    }
    List<String> outputs = new ArrayList<>();
    collectNames(config.path("output_layers"), outputs);
    if (!consumers.isEmpty() || !outputs.equals(List.of(last))) {
      throw notAChain("its outputs are " + outputs);
    }
    return chain;
  }

  private static void collectNames(JsonNode node, List<String> names) {
    if (node.path(0).isTextual()) {
      names.add(UntrustedText.brief(node.path(0).asText()));
    } else {
      node.forEach(child -> collectNames(child, names));
    }
  }

  private static KerasFormatException notAChain(String what) {
    return new KerasFormatException(
        "the model must be a chain of layers, but "
            + UntrustedText.brief(what)
            + "; build it as a Sequential");
  }
}
