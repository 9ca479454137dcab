package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;
import recipe4j.keras.layer.KerasConvolution;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.OwnLayer;
import recipe4j.layer.ExampleLayer;
import recipe4j.layer.FrozenBatchNormalization;

/** Turns a layer's configuration into a {@link KerasLayer}, or refuses it with the reason. */
public final class LayerReader {
  private static final String SAVE_AGAIN = "change the layer in Keras and save it again";
  private static final KerasLayer.Size TWO = new KerasLayer.Size(2, 2);

  /** Changes what training does, not what the layer gives. */
  private static final String[] TRAINING_ONLY = {
    "kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint",
    "bias_constraint", "gamma_regularizer", "beta_regularizer", "gamma_constraint",
    "beta_constraint", "depthwise_regularizer", "pointwise_regularizer", "depthwise_constraint",
    "pointwise_constraint", "alpha_regularizer", "alpha_constraint"
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
    "depthwise_initializer",
    "pointwise_initializer",
    "alpha_initializer",
    "seed",
    "rng_type",
    "batch_input_shape"
  };

  private final String name;
  private final String className;
  private final JsonNode config;
  private final ConfigFields fields;
  private final ConfigFields trainingFields;
  private final LayerCall call;
  private final FileStyle style;
  private boolean frozen;

  private LayerReader(JsonNode node, FileStyle style) throws KerasFormatException {
    this.style = style;
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
   * @param style of the file
   * @param frozen whether training leaves the layer as it is
   * @throws KerasFormatException that names the layer, its class and what is supported
   */
  public static KerasLayer read(JsonNode node, boolean training, FileStyle style, boolean frozen)
      throws KerasFormatException {
    LayerReader reader = new LayerReader(node, style);
    reader.frozen = frozen;
    KerasLayer layer = reader.called(reader.layer(), training);
    reader.requireType();
    reader.requireTraining(layer, training);
    reader.fields.ignore(NEUTRAL);
    reader.fields.requireAllRead();
    return layer;
  }

  /** An input of any but float32 would be cast to its type. */
  public static void requireOrdinaryInput(JsonNode node) throws KerasFormatException {
    LayerReader reader = new LayerReader(node, FileStyle.KERAS_3);
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
        if (!isPenalized(layer) || !Penalties.FIELDS.contains(field)) { // read by Penalties
          trainingFields.allowOnly(field);
        }
      }
      trainingFields.flag("trainable", true);
    }
    fields.ignore(TRAINING_ONLY);
    fields.ignore("trainable");
  }

  /** Whether regularizers of its kernel and bias are read. */
  public static boolean isPenalized(KerasLayer layer) {
    return layer instanceof KerasLayer.Dense
        || (layer instanceof KerasConvolution convolution
            && convolution.kind() == KerasConvolution.Kind.Conv2D);
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
      case "Conv2D", "DepthwiseConv2D", "SeparableConv2D", "Conv2DTranspose" ->
          ConvolutionReader.read(name, className, fields, style);
      case "MaxPooling2D" -> pooling(true);
      case "AveragePooling2D" -> pooling(false);
      case "GlobalMaxPooling2D" -> globalPooling(true);
      case "GlobalAveragePooling2D" -> globalPooling(false);
      case "Reshape" -> {
        if (style.channelsFirst()) {
          throw fields.wrong("target_shape", "left to models with channels last", "channels first");
        }
        yield new KerasLayer.Reshape(name, fields.target("target_shape"));
      }
      case "Flatten" -> {
        boolean last = fields.text("data_format", "channels_last").equals("channels_last");
        if (!last) {
          format();
        }
        yield new KerasLayer.Flatten(name, last && style.channelsFirst());
      }
      case "Dropout" -> dropout();
      case "Dense" -> {
        yield new KerasLayer.Dense(
            name, fields.size("units"), fields.flag("use_bias", true), style.activation(fields));
      }
      case "Activation" -> new KerasLayer.Activation(name, style.activation(fields));
      case "ReLU" ->
          new KerasLayer.ReLU(
              name,
              fields.optionalNumber("max_value"),
              fields.number("negative_slope", 0),
              fields.number("threshold", 0));
      case "ThresholdedReLU" -> new KerasLayer.ReLU(name, null, 0, fields.number("theta", 1));
      case "LeakyReLU" -> {
        double slope = fields.number("alpha", 0.3); // its name in Keras 2
        yield new KerasLayer.ReLU(name, null, fields.number("negative_slope", slope), 0);
      }
      case "ELU" -> new KerasLayer.ELU(name, fields.number("alpha", 1));
      case "ZeroPadding2D" -> edges("padding");
      case "Cropping2D" -> edges("cropping");
      case "UpSampling2D" -> {
        format();
        fields.allowOnly("interpolation", "nearest");
        yield new KerasLayer.UpSampling2D(name, fields.sizes("size", TWO));
      }
      case "Softmax" -> {
        fields.allowOnly("axis", -1, 1, "[-1]", "[1]");
        yield new KerasLayer.Softmax(name);
      }
      case "BatchNormalization" -> batchNormalization();
      default -> {
        ExampleLayer own = OwnLayerReader.read(className, fields, style);
        if (own == null) {
          throw unsupported("");
        }
        yield new OwnLayer(name, own);
      }
    };
  }

  private KerasLayer pooling(boolean max) throws KerasFormatException {
    format();
    KerasLayer.Size pool = fields.sizes("pool_size", TWO);
    return new KerasLayer.Pooling2D(name, max, pool, fields.sizes("strides", pool), fields.same());
  }

  private KerasLayer globalPooling(boolean max) throws KerasFormatException {
    format();
    return new KerasLayer.GlobalPooling2D(name, max, fields.flag("keepdims", false));
  }

  private KerasLayer edges(String field) throws KerasFormatException {
    format();
    List<Long> sides = fields.sides(field);
    return new KerasLayer.Edges(
        name, field.equals("padding"), sides.get(0), sides.get(1), sides.get(2), sides.get(3));
  }

  private KerasLayer dropout() throws KerasFormatException {
    fields.allowOnly("noise_shape");
    double rate = fields.number("rate", 0);
    if (rate < 0 || rate >= 1) {
      throw fields.wrong("rate", "at least 0 and below 1", rate);
    }
    return new KerasLayer.Dropout(name, rate);
  }

  private KerasLayer batchNormalization() throws KerasFormatException {
    style.requireChannelAxis(fields);
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
    boolean center = fields.flag("center", true);
    return frozen
        ? new OwnLayer(name, new FrozenBatchNormalization(momentum, epsilon, scale, center))
        : new KerasLayer.BatchNormalization(name, momentum, epsilon, scale, center);
  }

  private void format() throws KerasFormatException {
    style.requireFormat(fields);
  }

  private KerasFormatException unsupported(String module) {
    return new KerasFormatException(
        "the layer '%s' (%s%s) is not supported, only %s are; replace it in Keras and save the model again"
            .formatted(name, className, module, KerasLayer.SUPPORTED));
  }
}
