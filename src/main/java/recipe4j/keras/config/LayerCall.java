package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a layer of a functional model was called: what feeds it, and which other arguments it was
 * given, {@code training} above all. A layer of a Sequential is called with nothing but its input.
 *
 * @param sources names of the layers that feed it
 * @param arguments other than its input and other than null, by name
 */
public record LayerCall(List<String> sources, Map<String, JsonNode> arguments) {
  private static final int NAME_AND_INDICES = 3;

  /** Of Keras's layers that are read, those that look at an argument take them in this order. */
  private static final List<String> POSITIONS = List.of("inputs", "training", "mask");

  /**
   * Reads {@code inbound_nodes}.
   *
   * @param layer of a model
   */
  public static LayerCall of(JsonNode layer) {
    LayerCall call = new LayerCall(new ArrayList<>(), new LinkedHashMap<>());
    for (JsonNode node : layer.path("inbound_nodes")) {
      if (node.isObject()) {
        call.addKeras3(node);
      } else {
        call.addKeras2(node);
      }
    }
    return call;
  }

  /**
   * {@code {"args": [tensor, ...], "kwargs": {...}}}. In Keras 3, fit, evaluate and predict tell
   * all layers whether they train, whatever a layer was called with: {@code training=False} is
   * without effect there. {@code True} has one where a model is called as a function.
   */
  private void addKeras3(JsonNode node) {
    JsonNode positional = node.path("args");
    for (int i = 0; i < positional.size(); i++) {
      addUnlessOverruled(
          i < POSITIONS.size() ? POSITIONS.get(i) : "argument " + i, positional.get(i));
    }
    node.path("kwargs")
        .properties()
        .forEach(one -> addUnlessOverruled(one.getKey(), one.getValue()));
  }

  /** {@code [["name", 0, 0, {...}], ...]}, or one of these alone. */
  private void addKeras2(JsonNode node) {
    if (!node.path(0).isTextual()) {
      node.forEach(this::addKeras2);
      return;
    }
    sources.add(node.path(0).asText());
    requireFirst(node);
    for (int i = NAME_AND_INDICES; i < node.size(); i++) {
      node.get(i).properties().forEach(one -> add(one.getKey(), one.getValue()));
    }
  }

  private void add(String name, JsonNode value) {
    int before = sources.size();
    if (name.equals("inputs") || name.equals("x")) {
      collectTensors(value);
    }
    if (sources.size() == before && !value.isNull()) {
      arguments.put(name, value);
    }
  }

  private void addUnlessOverruled(String name, JsonNode value) {
    boolean overruled = name.equals("training") && value.isBoolean() && !value.asBoolean();
    if (!overruled) {
      add(name, value);
    }
  }

  /** Keras 3's tensors have a {@code keras_history}. */
  private void collectTensors(JsonNode value) {
    JsonNode history = value.path("config").path("keras_history");
    if (history.isArray()) {
      sources.add(history.path(0).asText());
      requireFirst(history);
    } else {
      value.forEach(this::collectTensors);
    }
  }

  /**
   * A layer may give several results; those that are read give one. Of which of its calls it is
   * needs no look: a layer that is called twice in a model has two inputs.
   */
  private void requireFirst(JsonNode node) {
    int result = node.path(NAME_AND_INDICES - 1).asInt();
    if (result != 0) {
      sources.add("result " + result + " of " + node.path(0).asText());
    }
  }
}
