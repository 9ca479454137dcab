package recipe4j.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;
import recipe4j.keras.config.ConfigFields;
import recipe4j.keras.config.FileStyle;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.LayerReader;
import recipe4j.keras.config.ModelTree;
import recipe4j.keras.config.Penalties;
import recipe4j.keras.config.Precision;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.KerasShape;

/** Turns a model's JSON, of a Sequential or of a functional model that is a chain, into layers. */
final class ModelReader {
  private static final JsonMapper JSON = new JsonMapper(UntrustedJson.factory());
  private static final int IMAGES = 4;

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
    return read(root, training, compiled, false);
  }

  /**
   * Reads a model.
   *
   * @param root {@code config.json}, or the attribute {@code model_config}
   * @param training the training configuration, or a missing node where there is none
   * @param compiled whether it is wanted, and the layers must train as in Keras
   * @param keras2 whether Keras 2 wrote it
   * @throws KerasFormatException if it is no chain of supported layers
   */
  static KerasModel read(JsonNode root, JsonNode training, boolean compiled, boolean keras2)
      throws KerasFormatException {
    ModelTree tree = ModelTree.of(root);
    JsonNode config = root.path("config");
    if (config.isObject()) {
      requireAllRead(config);
    }
    List<JsonNode> layers = tree.leaves().stream().map(ModelTree.Leaf::node).toList();
    FileStyle style = new FileStyle(false, keras2, 1).of(layers);
    KerasShape input = input(root, layers, style.channelsFirst());
    KerasShape shape = input;
    List<KerasLayer> chain = new ArrayList<>();
    Set<String> frozen = new HashSet<>();
    Map<String, Penalties> penalties = new HashMap<>();
    Map<String, KerasModel.Place> places = new HashMap<>();
    for (ModelTree.Leaf leaf : tree.leaves()) {
      if (ModelTree.isInput(leaf.node())) {
        LayerReader.requireOrdinaryInput(leaf.node());
        continue;
      }
      KerasLayer layer = LayerReader.read(leaf.node(), compiled, style.over(shape), leaf.frozen());
      chain.add(layer);
      shape = layer.output(shape);
      if (compiled && LayerReader.isPenalized(layer) && !leaf.frozen()) {
        penalties.put(layer.name(), Penalties.read(leaf.node(), layer.label()));
      }
      if (leaf.frozen() && layer.keepsWeights()) {
        frozen.add(layer.name());
      }
      if (tree.nested()) {
        places.put(layer.name(), leaf.place());
      }
    }
    penalties.values().removeIf(Penalties::isEmpty);
    if (chain.isEmpty()) {
      throw new KerasFormatException("the model must have a layer, found none; add one");
    }
    return new KerasModel(
        UntrustedText.brief(config.path("name").asText("sequential")),
        input,
        chain,
        compiled ? TrainingReader.read(training) : null,
        frozen,
        places,
        penalties);
  }

  private static void requireAllRead(JsonNode config) throws KerasFormatException {
    ConfigFields fields = new ConfigFields("the model", config, ConfigFields.READ_UNCOMPILED);
    fields.allowOnly("dtype", Precision.types(config.path("dtype")));
    fields.ignore("name", "trainable", "layers", "build_input_shape");
    fields.ignore("input_layers", "output_layers");
    fields.requireAllRead();
  }

  private static KerasShape input(JsonNode root, List<JsonNode> layers, boolean channelsFirst)
      throws KerasFormatException {
    JsonNode first = layers.isEmpty() ? root : layers.get(0).path("config");
    JsonNode shape = root.path("config").path("build_input_shape");
    for (String field : List.of("batch_input_shape", "batch_shape")) {
      shape = first.path(field).isArray() ? first.path(field) : shape;
    }
    long[] sizes = new long[shape.size()];
    int channels = channelsFirst ? 1 : sizes.length - 1;
    for (int i = 1; i < sizes.length; i++) {
      boolean any = shape.get(i).isNull() && sizes.length == IMAGES && i != channels;
      if (!any && (!shape.get(i).canConvertToInt() || shape.get(i).asInt() < 1)) {
        throw unknownInput(shape);
      }
      sizes[i] = any ? KerasShape.UNKNOWN : shape.get(i).asLong();
    }
    if (sizes.length == 2) {
      return KerasShape.flat(sizes[1]).checked("the input");
    }
    if (sizes.length == 3) {
      return KerasShape.plane(sizes[1], sizes[2]).checked("the input");
    }
    if (sizes.length == IMAGES) {
      int height = channelsFirst ? 2 : 1;
      return KerasShape.image(sizes[height], sizes[height + 1], sizes[channels])
          .checked("the input");
    }
    throw unknownInput(shape);
  }

  private static KerasFormatException unknownInput(JsonNode shape) {
    return new KerasFormatException(
        "the input must be (height, width, channels), (height, width) or (values), with known channels or values, found %s; give the model an Input and save it again"
            .formatted(UntrustedText.brief(shape)));
  }
}
