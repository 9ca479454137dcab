package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.keras.config.KerasModel;

/**
 * Every setting that Keras writes of its layers, losses, optimizers and of {@code compile}, as
 * src/test/keras/settings.py found them: changed, it changes what is read, or the file is refused.
 * The few that may have any value are named here.
 */
class SettingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of no effect on what is computed from given weights. */
  private static final Set<String> NEUTRAL =
      Set.of(
          // names and where random numbers start
          "name",
          "seed",
          "rng_type",
          "kernel_initializer",
          "bias_initializer",
          "gamma_initializer",
          "beta_initializer",
          "moving_mean_initializer",
          "moving_variance_initializer",
          "depthwise_initializer",
          "pointwise_initializer",
          "alpha_initializer",
          // how it is computed
          "run_eagerly",
          "steps_per_execution",
          "jit_compile",
          "is_legacy_optimizer",
          // of what is off: use_ema, renorm
          "ema_momentum",
          "ema_overwrite_frequency",
          "renorm_momentum",
          "renorm_clipping",
          // told in a note
          "metrics",
          "weighted_metrics",
          // what follows from the rest
          "build_config",
          "build_input_shape");

  private static final Set<String> WITHOUT_WEIGHTS =
      Set.of(
          "MaxPooling2D",
          "AveragePooling2D",
          "GlobalAveragePooling2D",
          "GlobalMaxPooling2D",
          "Flatten",
          "Reshape",
          "Rescaling",
          "ZeroPadding2D",
          "Cropping2D",
          "UpSampling2D",
          "Normalization",
          "SpatialDropout2D",
          "RandomFlip",
          "RandomRotation",
          "RandomTranslation",
          "RandomZoom",
          "LeakyReLU",
          "ELU",
          "Dropout",
          "Activation",
          "ReLU",
          "Softmax",
          "InputLayer");

  private final JsonNode all = read();

  private static JsonNode read() {
    try (InputStream settings = SettingsTest.class.getResourceAsStream("settings.json")) {
      return JSON.readTree(settings);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Puts a changed part into a model and reads that. */
  @FunctionalInterface
  private interface Reading {
    KerasModel of(JsonNode part) throws KerasFormatException;
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras3", "keras2"})
  void everySettingOfALayerIsReadOrRefused(String version) throws Exception {
    List<String> unread = new ArrayList<>();
    for (JsonNode layer : all.path(version).path("layers")) {
      walk(layer, part -> sequential(version, part), unread);
    }
    walk(all.path(version).path("input"), part -> model(part, first(version), null), unread);
    assertThat(unread).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras3", "keras2"})
  void everySettingOfALossIsReadOrRefused(String version) throws Exception {
    List<String> unread = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (JsonNode loss : all.path(version).path("losses")) {
      Reading reading = part -> trained(version, compiled(version).set("loss", part));
      if (isRefused(loss, reading)) {
        continue;
      }
      read.add(loss.path("class_name").asText());
      walk(loss, reading, unread);
    }
    assertThat(unread).isEmpty();
    assertThat(read)
        .contains(
            "BinaryCrossentropy",
            "CategoricalCrossentropy",
            "Huber",
            "KLDivergence",
            "MeanAbsoluteError",
            "MeanSquaredError",
            "SparseCategoricalCrossentropy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras3", "keras2"})
  void everySettingOfAnOptimizerIsReadOrRefused(String version) throws Exception {
    List<String> unread = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (JsonNode optimizer : all.path(version).path("optimizers")) {
      Reading reading = part -> trained(version, compiled(version).set("optimizer", part));
      if (isRefused(optimizer, reading)) {
        continue;
      }
      read.add(optimizer.path("class_name").asText());
      walk(optimizer, reading, unread);
    }
    assertThat(unread).isEmpty();
    assertThat(read).contains("Adagrad", "Adam", "AdamW", "Adamax", "RMSprop", "SGD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras3", "keras2"})
  void everySettingOfCompileIsReadOrRefused(String version) throws Exception {
    List<String> unread = new ArrayList<>();
    for (JsonNode compiled : all.path(version).path("compiled")) {
      walk(compiled, part -> trained(version, part), unread);
    }
    assertThat(unread).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras3", "keras2"})
  void otherLayersAreRefusedByName(String version) {
    for (JsonNode name : all.path(version).path("otherLayers")) {
      ObjectNode layer = JSON.createObjectNode().put("module", "keras.layers");
      layer.put("class_name", name.asText()).putObject("config").put("name", "one");
      assertThatThrownBy(() -> sequential(version, layer))
          .isInstanceOf(KerasFormatException.class)
          .hasMessageContaining(name.asText());
    }
  }

  @Test
  void metricsAreTold() throws Exception {
    assertThat(trained("keras3", all.at("/keras3/compiled/1")).training().notes())
        .containsExactly(
            "not computed here: the metrics mae, mean_squared_error; accuracy and loss are");
    ObjectNode own = compiled("keras3");
    own.putArray("metrics").add("accuracy").addObject().put("class_name", "function");
    ((ObjectNode) own.at("/metrics/1")).put("config", "mine>recall").put("module", "builtins");
    assertThat(trained("keras3", own).training().notes())
        .containsExactly("not computed here: the metrics mine>recall; accuracy and loss are");
    own.putArray("weighted_metrics").add("mae").add("accuracy");
    assertThat(trained("keras3", own).training().notes())
        .containsExactly("not computed here: the metrics mae, mine>recall; accuracy and loss are");
  }

  /** Changes each leaf of a part, and adds to each object what it does not know. */
  private static void walk(JsonNode part, Reading reading, List<String> unread) throws Exception {
    KerasModel before = reading.of(part);
    List<JsonPointer> leaves = new ArrayList<>();
    collect(part, JsonPointer.empty(), leaves);
    assertThat(leaves).hasSizeGreaterThan(2);
    for (JsonPointer leaf : leaves) {
      if (isNeutral(part, leaf)) {
        continue;
      }
      for (JsonNode value : others(part.at(leaf), leaf)) {
        JsonNode changed = part.deepCopy();
        put(changed, leaf, value);
        if (isTheSame(before, changed, reading)) {
          unread.add(part.path("class_name").asText() + " " + leaf + " " + value);
        }
      }
    }
  }

  private static boolean isNeutral(JsonNode part, JsonPointer leaf) {
    String field = leaf.last().getMatchingProperty();
    String path = leaf.toString();
    boolean named = NEUTRAL.stream().anyMatch(name -> (path + "/").contains("/" + name + "/"));
    boolean ownName = path.endsWith("config/name") && !path.matches(".*(dtype|policy)/config/name");
    boolean still = field.equals("nesterov") && part.at("/config/momentum").asDouble() == 0;
    boolean frozen =
        field.equals("trainable")
            && WITHOUT_WEIGHTS.contains(part.at(leaf.head().head()).path("class_name").asText());
    boolean batchSize = path.matches(".*/batch(_input)?_shape/0");
    boolean policy = path.matches(".*/dtype/(?!config/name).*");
    return (named && (ownName || !field.equals("name"))) || still || frozen || batchSize || policy;
  }

  private static boolean isTheSame(KerasModel before, JsonNode changed, Reading reading) {
    try {
      return reading.of(changed).equals(before);
    } catch (KerasFormatException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
      return false;
    }
  }

  private static boolean isRefused(JsonNode part, Reading reading) {
    try {
      reading.of(part);
      return false;
    } catch (KerasFormatException e) {
      assertThat(e.getMessage()).contains(part.path("class_name").asText());
      return true;
    }
  }

  /** Leaves, and the place of one more field in each configuration. */
  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> leaves) {
    if (node.isValueNode() || node.isEmpty()) {
      leaves.add(at);
      return;
    }
    if (at.toString().matches("(.*/)?(config|kwargs|)") || node.isArray()) {
      leaves.add(at.appendProperty(node.isArray() ? "" + node.size() : "unheard_of"));
    }
    node.properties()
        .forEach(one -> collect(one.getValue(), at.appendProperty(one.getKey()), leaves));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), at.appendIndex(i), leaves);
    }
  }

  private static List<JsonNode> others(JsonNode value, JsonPointer leaf) throws IOException {
    String[] others;
    if (leaf.last().getMatchingProperty().equals("registered_name")) {
      others = new String[] {"\"mine>Own\""};
    } else if (value.isMissingNode() || value.isNull() || value.isContainerNode()) {
      others = new String[] {"3", "0.5", "true", "\"other\"", "[2]", "{\"class_name\":\"L2\"}"};
    } else if (value.isBoolean()) {
      others = new String[] {value.asBoolean() ? "false" : "true"};
    } else if (value.isNumber()) {
      others = new String[] {"" + (value.asDouble() + 1), "7", "0.125", "-3", "\"other\""};
    } else {
      others = new String[] {"\"other\"", "\"same\"", "\"valid\"", "\"sum\"", "\"relu\"", "true"};
    }
    List<JsonNode> nodes = new ArrayList<>();
    for (String other : others) {
      JsonNode node = JSON.readTree(other);
      if (!node.equals(value)) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  private static void put(JsonNode root, JsonPointer at, JsonNode value) {
    JsonNode parent = root.at(at.head());
    if (parent instanceof ObjectNode object) {
      object.set(at.last().getMatchingProperty(), value);
    } else if (at.last().getMatchingIndex() < parent.size()) {
      ((ArrayNode) parent).set(at.last().getMatchingIndex(), value);
    } else {
      ((ArrayNode) parent).add(value);
    }
  }

  private KerasModel sequential(String version, JsonNode layer) throws KerasFormatException {
    JsonNode input = all.path(version).path("input").deepCopy();
    if (Set.of("Dense", "Softmax").contains(layer.path("class_name").asText())) {
      ObjectNode config = (ObjectNode) input.path("config");
      config
          .putArray(config.has("batch_shape") ? "batch_shape" : "batch_input_shape")
          .addNull()
          .add(6);
    }
    return model(input, layer, null);
  }

  private KerasModel trained(String version, JsonNode compiled) throws KerasFormatException {
    return model(all.path(version).path("input"), first(version), compiled);
  }

  private JsonNode first(String version) {
    return all.path(version).path("layers").get(0);
  }

  private ObjectNode compiled(String version) {
    return all.path(version).path("compiled").get(0).deepCopy();
  }

  private static KerasModel model(JsonNode input, JsonNode layer, JsonNode compiled)
      throws KerasFormatException {
    ObjectNode root =
        JSON.createObjectNode().put("module", "keras").put("class_name", "Sequential");
    root.putObject("config").put("name", "m").putArray("layers").add(input).add(layer);
    return ModelReader.read(root, compiled == null ? missing() : compiled, true);
  }

  private static JsonNode missing() {
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}
