package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;

/** Turns a layer's configuration into a {@link KerasLayer}, or refuses it with the reason. */
public final class LayerReader {
  private static final String SAVE_AGAIN = "change the layer in Keras and save it again";
  private static final KerasLayer.Size ONE = new KerasLayer.Size(1, 1);
  private static final KerasLayer.Size TWO = new KerasLayer.Size(2, 2);

  /** Changes what training does, not what the layer gives. */
  private static final String[] TRAINING_ONLY = {
    "kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint",
    "bias_constraint", "gamma_regularizer", "beta_regularizer", "gamma_constraint",
    "beta_constraint"
  };

  /** Where weights start does not matter once they are read, nor do seeds. */
  private static final String[] NEUTRAL = {
    "name",
    "kernel_initializer",
    "bias_initializer",
    "gamma_initializer",
    "beta_initializer",
    "moving_mean_initializer",
    "moving_variance_initializer",
    "seed",
    "batch_input_shape"
  };

  private final String name;
  private final String className;
  private final JsonNode config;
  private final ConfigFields fields;
  private final ConfigFields trainingFields;
  private final LayerCall call;

  private LayerReader(JsonNode node) throws KerasFormatException {
    this.className = UntrustedText.brief(node.path("class_name").asText());
    this.config = node.path("config");
    this.name = UntrustedText.brief(config.path("name").asText(node.path("name").asText()));
    String label = "the layer '%s' (%s)".formatted(name, className);
    this.fields = ConfigFields.of(label, node, SAVE_AGAIN);
    this.trainingFields = new ConfigFields(label, config, ConfigFields.READ_UNCOMPILED);
    this.call = LayerCall.of(node);
    if (!Origin.isKeras(node)) {
      throw unsupported(" of " + Origin.of(node));
    }
  }

  /**
   * Reads a layer other than the input.
   *
   * @param node with {@code class_name} and {@code config}
   * @param training whether what only matters for training must be supported too
   * @throws KerasFormatException that names the layer, its class and what is supported
   */
  public static KerasLayer read(JsonNode node, boolean training) throws KerasFormatException {
    LayerReader reader = new LayerReader(node);
    KerasLayer layer = reader.called(reader.layer(), training);
    reader.requireType();
    reader.requireTraining(layer, training);
    reader.fields.ignore(NEUTRAL);
    reader.fields.requireAllRead();
    return layer;
  }

  /** An input of any but float32 would be cast to its type. */
  public static void requireOrdinaryInput(JsonNode node) throws KerasFormatException {
    LayerReader reader = new LayerReader(node);
    for (String field : List.of("sparse", "ragged", "optional")) {
      reader.fields.allowOnly(field, "false");
    }
    reader.requireType();
    reader.fields.ignore("name", "batch_shape", "batch_input_shape", "trainable");
    reader.fields.requireAllRead();
  }

  private void requireType() throws KerasFormatException {
    fields.allowOnly("dtype", Precision.types(config.path("dtype")));
  }

  private void requireTraining(KerasLayer layer, boolean training) throws KerasFormatException {
    if (training) {
      for (String field : TRAINING_ONLY) {
        trainingFields.allowOnly(field);
      }
      if (hasWeights(layer)) {
        trainingFields.allowOnly("trainable", "true");
      }
    }
    fields.ignore(TRAINING_ONLY);
    fields.ignore("trainable");
  }

  private static boolean hasWeights(KerasLayer layer) {
    return layer instanceof KerasLayer.Conv2D
        || layer instanceof KerasLayer.Dense
        || layer instanceof KerasLayer.BatchNormalization;
  }

  /** The layer as its call's arguments make it. */
  private KerasLayer called(KerasLayer layer, boolean compiled) throws KerasFormatException {
    for (Map.Entry<String, JsonNode> argument : call.arguments().entrySet()) {
      boolean mode = argument.getKey().equals("training") && argument.getValue().isBoolean();
      boolean looksAtIt =
          layer instanceof KerasLayer.Dropout || layer instanceof KerasLayer.BatchNormalization;
      boolean off = !argument.getValue().asBoolean();
      if (mode && off && layer instanceof KerasLayer.Dropout) {
        return new KerasLayer.Dropout(name, 0); // drops nothing, ever
      }
      if (!mode || (looksAtIt && (compiled || !off))) {
        ConfigFields said = mode && off ? trainingFields : fields;
        throw said.wrong(
            "the call's argument " + UntrustedText.brief(argument.getKey()),
            "left out",
            argument.getValue());
      }
    }
    return layer;
  }

  private KerasLayer layer() throws KerasFormatException {
    return switch (className) {
      case "Conv2D" -> conv2d();
      case "MaxPooling2D" -> pooling(true);
      case "AveragePooling2D" -> pooling(false);
      case "GlobalMaxPooling2D" -> globalPooling(true);
      case "GlobalAveragePooling2D" -> globalPooling(false);
      case "Reshape" -> new KerasLayer.Reshape(name, fields.target("target_shape"));
      case "Flatten" -> {
        channelsLast();
        yield new KerasLayer.Flatten(name);
      }
      case "Dropout" -> dropout();
      case "Dense" -> {
        yield new KerasLayer.Dense(
            name, fields.size("units"), fields.flag("use_bias", true), activation());
      }
      case "Activation" -> new KerasLayer.Activation(name, activation());
      case "ReLU" -> relu();
      case "LeakyReLU" -> {
        double slope = fields.number("alpha", 0.3); // its name in Keras 2
        yield new KerasLayer.ReLU(name, null, fields.number("negative_slope", slope), 0);
      }
      case "ELU" -> new KerasLayer.ELU(name, fields.number("alpha", 1));
      case "Rescaling" -> rescaling();
      case "ZeroPadding2D" -> zeroPadding();
      case "Softmax" -> {
        fields.allowOnly("axis", -1, 1, "[-1]", "[1]");
        yield new KerasLayer.Softmax(name);
      }
      case "BatchNormalization" -> batchNormalization();
      default -> throw unsupported("");
    };
  }

  private KerasLayer conv2d() throws KerasFormatException {
    channelsLast();
    fields.allowOnly("dilation_rate", 1, "[1,1]");
    fields.allowOnly("groups", 1);
    String activation = activation();
    if (activation.equals("softmax")) {
      throw fields.wrong("activation", "a function of single values", activation);
    }
    return new KerasLayer.Conv2D(
        name,
        fields.size("filters"),
        fields.sizes("kernel_size", ONE),
        fields.sizes("strides", ONE),
        same(),
        fields.flag("use_bias", true),
        activation);
  }

  private KerasLayer pooling(boolean max) throws KerasFormatException {
    channelsLast();
    KerasLayer.Size pool = fields.sizes("pool_size", TWO);
    return new KerasLayer.Pooling2D(name, max, pool, fields.sizes("strides", pool), same());
  }

  private KerasLayer globalPooling(boolean max) throws KerasFormatException {
    channelsLast();
    return new KerasLayer.GlobalPooling2D(name, max, fields.flag("keepdims", false));
  }

  private KerasLayer rescaling() throws KerasFormatException {
    double scale = fields.number("scale", 1);
    return new KerasLayer.Rescaling(name, scale, fields.number("offset", 0));
  }

  private KerasLayer zeroPadding() throws KerasFormatException {
    channelsLast();
    List<Long> sides = fields.sides("padding");
    return new KerasLayer.ZeroPadding2D(
        name, sides.get(0), sides.get(1), sides.get(2), sides.get(3));
  }

  private KerasLayer dropout() throws KerasFormatException {
    fields.allowOnly("noise_shape");
    double rate = fields.number("rate", 0);
    if (rate < 0 || rate >= 1) {
      throw fields.wrong("rate", "at least 0 and below 1", rate);
    }
    return new KerasLayer.Dropout(name, rate);
  }

  private KerasLayer relu() throws KerasFormatException {
    KerasLayer.ReLU layer =
        new KerasLayer.ReLU(
            name,
            fields.optionalNumber("max_value"),
            fields.number("negative_slope", 0),
            fields.number("threshold", 0));
    Activations.of(layer); // fails where DL4J has no such function
    return layer;
  }

  private KerasLayer batchNormalization() throws KerasFormatException {
    JsonNode axis =
        fields.node("axis").isArray() ? config.path("axis").path(0) : config.path("axis");
    if (config.path("axis").size() > 1 || !(axis.isMissingNode() || axis.canConvertToInt())) {
      throw fields.wrong("axis", "-1", config.path("axis"));
    }
    fields.allowOnly("renorm", "false");
    fields.allowOnly("synchronized", "false");
    fields.ignore("renorm_clipping", "renorm_momentum"); // of a renorm that is off
    fields.ignore("fused"); // another kernel of the same function
    double momentum = fields.number("momentum", 0.99);
    double epsilon = fields.number("epsilon", 1e-3);
    if (momentum < 0 || momentum > 1) {
      throw fields.wrong("momentum", "from 0 to 1", momentum);
    }
    if (epsilon <= 0) {
      throw fields.wrong("epsilon", "above 0", epsilon);
    }
    boolean scale = fields.flag("scale", true);
    if (scale != fields.flag("center", true)) {
      throw fields.wrong("scale", "the same as center", scale);
    }
    return new KerasLayer.BatchNormalization(name, axis.asInt(-1), momentum, epsilon, scale);
  }

  private boolean same() throws KerasFormatException {
    String padding = fields.text("padding", "valid");
    if (!padding.equals("same") && !padding.equals("valid")) {
      throw fields.wrong("padding", "same or valid", padding);
    }
    return padding.equals("same");
  }

  private void channelsLast() throws KerasFormatException {
    fields.allowOnly("data_format", "channels_last");
  }

  private String activation() throws KerasFormatException {
    String activation = fields.text("activation", "linear");
    String known = activation.equals("swish") ? "silu" : activation;
    if (!Activations.isKnown(known)) {
      throw fields.wrong("activation", "one of " + Activations.names(), activation);
    }
    return known;
  }

  private KerasFormatException unsupported(String module) {
    return new KerasFormatException(
        "the layer '%s' (%s%s) is not supported, only %s are; replace it in Keras and save the model again"
            .formatted(name, className, module, KerasLayer.SUPPORTED));
  }
}
