package recipe4j.keras.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.KerasFormatException;
import recipe4j.keras.layer.KerasConvolution;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.KerasShape;
import recipe4j.keras.layer.OwnLayer;
import recipe4j.layer.SpatialDropout;

/** Turns a chain of layers into Keras's JSON. What it leaves out has Keras's default. */
public final class ModelWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelWriter() {}

  /** A sequential model as {@code config.json} and the attribute {@code model_config} hold it. */
  public static ObjectNode model(KerasModel model) throws KerasFormatException {
    ArrayNode layers = JSON.createArrayNode();
    ObjectNode input = object().put("name", inputName(model)).put("dtype", "float32");
    input.set("batch_shape", batch(model.input()));
    layers.add(layer("InputLayer", input.put("sparse", false)));
    KerasShape shape = model.input();
    for (KerasLayer layer : model.layers()) {
      ObjectNode own = config(layer);
      Penalties penalties = model.penalties().get(layer.name());
      if (penalties != null) {
        penalties.write(own);
      }
      ObjectNode node = layer(layer.className(), own);
      if (model.frozen().contains(layer.name())) {
        own.put("trainable", false);
      }
      node.putObject("build_config").set("input_shape", batch(shape));
      layers.add(node);
      shape = layer.output(shape);
    }
    ObjectNode config = object().put("name", model.name()).put("trainable", true);
    config.put("dtype", "float32").set("layers", layers);
    config.set("build_input_shape", batch(model.input()));
    ObjectNode root = object().put("module", "keras").put("class_name", "Sequential");
    root.set("config", config);
    root.putNull("registered_name")
        .putObject("build_config")
        .set("input_shape", batch(model.input()));
    return root;
  }

  private static String inputName(KerasModel model) {
    String name = "input_layer";
    for (boolean taken = true; taken; ) {
      String candidate = name;
      taken = model.layers().stream().anyMatch(layer -> layer.name().equals(candidate));
      name = taken ? name + "_0" : name;
    }
    return name;
  }

  private static ObjectNode layer(String className, ObjectNode config) {
    ObjectNode node = object().put("module", "keras.layers").put("class_name", className);
    node.set("config", config);
    return node.putNull("registered_name");
  }

  private static ObjectNode config(KerasLayer layer) {
    ObjectNode config = object().put("name", layer.name());
    config.put("trainable", true).put("dtype", "float32");
    if (layer instanceof KerasConvolution conv) {
      if (conv.filters() > 0) {
        config.put("filters", conv.filters());
      }
      if (conv.multiplier() > 0) {
        config.put("depth_multiplier", conv.multiplier());
      }
      config.set("kernel_size", sizes(conv.kernel()));
      config.set("strides", sizes(conv.strides()));
      config.set("dilation_rate", sizes(conv.dilation()));
      config.put("padding", padding(conv.same())).put("data_format", "channels_last");
      config.put("use_bias", conv.useBias()).put("activation", conv.activation());
    } else if (layer instanceof KerasLayer.Pooling2D pooling) {
      config.set("pool_size", sizes(pooling.pool()));
      config.set("strides", sizes(pooling.strides()));
      config.put("padding", padding(pooling.same())).put("data_format", "channels_last");
    } else if (layer instanceof KerasLayer.GlobalPooling2D pooling) {
      config.put("data_format", "channels_last").put("keepdims", pooling.keepdims());
    } else if (layer instanceof KerasLayer.Edges edges) {
      config.put("data_format", "channels_last");
      ArrayNode sides = config.putArray(edges.padding() ? "padding" : "cropping");
      sides.addArray().add(edges.top()).add(edges.bottom());
      sides.addArray().add(edges.left()).add(edges.right());
    } else if (layer instanceof KerasLayer.UpSampling2D larger) {
      config.put("data_format", "channels_last").put("interpolation", "nearest");
      config.set("size", sizes(larger.size()));
    } else if (layer instanceof OwnLayer own) {
      config.setAll((ObjectNode) JSON.valueToTree(own.layer().kerasConfig()));
      if (own.layer() instanceof SpatialDropout) {
        config.remove("trainable"); // Keras's constructor does not know it
      }
    } else if (layer instanceof KerasLayer.ELU elu) {
      config.put("alpha", elu.alpha());
    } else if (layer instanceof KerasLayer.Reshape reshape) {
      reshape.target().forEach(config.putArray("target_shape")::add);
    } else if (layer instanceof KerasLayer.Flatten) {
      config.put("data_format", "channels_last");
    } else if (layer instanceof KerasLayer.Dropout dropout) {
      config.put("rate", dropout.rate());
    } else if (layer instanceof KerasLayer.Dense dense) {
      config.put("units", dense.units()).put("use_bias", dense.useBias());
      config.put("activation", dense.activation());
    } else if (layer instanceof KerasLayer.Activation activation) {
      config.put("activation", activation.activation());
    } else if (layer instanceof KerasLayer.ReLU relu) {
      config.put("max_value", relu.maxValue()).put("negative_slope", relu.negativeSlope());
      config.put("threshold", relu.threshold());
    } else if (layer instanceof KerasLayer.Softmax) {
      config.put("axis", -1);
    } else if (layer instanceof KerasLayer.BatchNormalization normalization) {
      config.put("axis", -1).put("momentum", normalization.momentum());
      config.put("epsilon", normalization.epsilon());
      config.put("center", normalization.center()).put("scale", normalization.scale());
    }
    return config;
  }

  private static String padding(boolean same) {
    return same ? "same" : "valid";
  }

  private static ArrayNode sizes(KerasLayer.Size size) {
    return JSON.createArrayNode().add(size.height()).add(size.width());
  }

  /** With null for the number of examples. */
  private static ArrayNode batch(KerasShape shape) {
    ArrayNode batch = JSON.createArrayNode().addNull();
    return switch (shape.kind()) {
      case ROW -> batch.add(shape.channels());
      case PLANE -> batch.add(shape.height()).add(shape.width());
      case IMAGE -> batch.add(side(shape.height())).add(side(shape.width())).add(shape.channels());
    };
  }

  /** Null for any. */
  private static @Nullable Long side(long side) {
    return side == KerasShape.UNKNOWN ? null : (Long) side;
  }

  /** An empty JSON object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
