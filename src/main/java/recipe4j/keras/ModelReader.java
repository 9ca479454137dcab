package recipe4j.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;
import recipe4j.keras.config.ConfigFields;
import recipe4j.keras.config.KerasLayer;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasShape;
import recipe4j.keras.config.LayerCall;
import recipe4j.keras.config.LayerReader;
import recipe4j.keras.config.Origin;
import recipe4j.keras.config.Precision;

/** Turns a model's JSON, of a Sequential or of a functional model that is a chain, into layers. */
final class ModelReader {
  private static final JsonMapper JSON = new JsonMapper(UntrustedJson.factory());
  private static final int MAX_LAYERS = 1000;

  private ModelReader() {}

  /**
   * Parses text from a file.
   *
   * @param text at most some megabytes
   * @param what the text is, for the error
   * @throws KerasFormatException if it is no JSON
   */
  static JsonNode parse(String text, String what) throws KerasFormatException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new KerasFormatException(
          "%s is no JSON (%s); save the model again"
              .formatted(what, UntrustedText.brief(UntrustedJson.reason(e))),
          e);
    }
  }

  /**
   * Reads a model.
   *
   * @param root {@code config.json}, or the attribute {@code model_config}
   * @param training the training configuration, or a missing node where there is none
   * @param compiled whether it is wanted, and the layers must train as in Keras
   * @throws KerasFormatException if it is no chain of supported layers
   */
  static KerasModel read(JsonNode root, JsonNode training, boolean compiled)
      throws KerasFormatException {
    String className = root.path("class_name").asText();
    JsonNode config = root.path("config");
    List<JsonNode> layers =
        switch (className) {
          case "Sequential" -> sequential(config);
          case "Functional", "Model" -> chain(config);
          default ->
              throw new KerasFormatException(
                  "the model must be Sequential or Functional, found %s; build it from layers"
                      .formatted(UntrustedText.brief(className)));
        };
    if (!Origin.isKeras(root)) {
      throw new KerasFormatException(
          "the model must be one of Keras's own, found %s of %s; build it from layers"
              .formatted(UntrustedText.brief(className), Origin.of(root)));
    }
    if (layers.size() > MAX_LAYERS) {
      throw new KerasFormatException(
          "a model must have at most %s layers, found %s; make it smaller"
              .formatted(MAX_LAYERS, layers.size()));
    }
    if (config.isObject()) {
      requireAllRead(config, compiled);
    }
    KerasShape input = input(root, layers);
    List<KerasLayer> chain = new ArrayList<>();
    for (JsonNode layer : layers) {
      if (isInput(layer)) {
        LayerReader.requireOrdinaryInput(layer);
      } else {
        chain.add(LayerReader.read(layer, compiled));
      }
    }
    if (chain.isEmpty()) {
      throw new KerasFormatException("the model must have a layer, found none; add one");
    }
    return new KerasModel(
        UntrustedText.brief(config.path("name").asText("sequential")),
        input,
        chain,
        compiled ? TrainingReader.read(training) : null);
  }

  private static void requireAllRead(JsonNode config, boolean compiled)
      throws KerasFormatException {
    ConfigFields fields = new ConfigFields("the model", config, ConfigFields.READ_UNCOMPILED);
    if (compiled) {
      fields.allowOnly("trainable", "true");
    }
    fields.allowOnly("dtype", Precision.types(config.path("dtype")));
    fields.ignore("name", "trainable", "layers", "build_input_shape");
    fields.ignore("input_layers", "output_layers");
    fields.requireAllRead();
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
    for (JsonNode layer : config.path("layers")) {
      String name = layer.path("name").asText();
      if (isInput(layer)) {
        if (input != null) {
          throw notAChain("it has a second input '" + name + "'");
        }
        input = layer;
        continue;
      }
      List<String> sources = LayerCall.of(layer).sources();
      if (sources.size() != 1) {
        throw notAChain("the layer '" + name + "' has " + sources.size() + " inputs");
      }
      if (consumers.put(sources.get(0), layer) != null) {
        throw notAChain("the layer '" + sources.get(0) + "' feeds more than one");
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

  private static boolean isInput(JsonNode layer) {
    return layer.path("class_name").asText().equals("InputLayer");
  }

  private static KerasShape input(JsonNode root, List<JsonNode> layers)
      throws KerasFormatException {
    JsonNode first = layers.isEmpty() ? root : layers.get(0).path("config");
    JsonNode shape = root.path("config").path("build_input_shape");
    for (String field : List.of("batch_input_shape", "batch_shape")) {
      shape = first.path(field).isArray() ? first.path(field) : shape;
    }
    for (int i = 1; i < shape.size(); i++) {
      if (!shape.get(i).canConvertToInt() || shape.get(i).asInt() < 1) {
        throw unknownInput(shape);
      }
    }
    if (shape.size() == 2) {
      return KerasShape.flat(shape.get(1).asLong()).checked("the input");
    }
    if (shape.size() == 3) {
      return KerasShape.plane(shape.get(1).asLong(), shape.get(2).asLong()).checked("the input");
    }
    if (shape.size() == 4) {
      return KerasShape.image(shape.get(1).asLong(), shape.get(2).asLong(), shape.get(3).asLong())
          .checked("the input");
    }
    throw unknownInput(shape);
  }

  private static KerasFormatException unknownInput(JsonNode shape) {
    return new KerasFormatException(
        "the input must be (height, width, channels), (height, width) or (values), each known, found %s; give the model an Input and save it again"
            .formatted(UntrustedText.brief(shape)));
  }

  private static KerasFormatException notAChain(String what) {
    return new KerasFormatException(
        "the model must be a chain of layers, but "
            + UntrustedText.brief(what)
            + "; build it as a Sequential");
  }
}
