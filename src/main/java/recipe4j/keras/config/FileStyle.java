package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import recipe4j.keras.KerasFormatException;
import recipe4j.keras.layer.Activations;
import recipe4j.keras.layer.KerasShape;

/**
 * What the settings of a file's layers mean.
 *
 * @param channelsFirst whether images are (channels, height, width) in Keras
 * @param keras2 whether Keras 2 wrote it, some of whose functions have other formulas
 * @param axes how many the input of the layer has that is read, without that of examples
 */
public record FileStyle(boolean channelsFirst, boolean keras2, int axes) {
  /** What Keras 3 writes of images without being asked for anything else. */
  public static final FileStyle KERAS_3 = new FileStyle(false, false, 3);

  private static final String FORMAT = "data_format";

  /** The same, with channels first if a layer that looks at it says so. */
  public FileStyle of(Iterable<JsonNode> layers) {
    boolean first = false;
    for (JsonNode layer : layers) {
      first |=
          layer.path("config").path(FORMAT).asText().equals("channels_first")
              && !layer.path("class_name").asText().equals("Flatten");
    }
    return new FileStyle(first, keras2, axes);
  }

  /** The same for a layer that takes a shape. */
  public FileStyle over(KerasShape shape) {
    return new FileStyle(channelsFirst, keras2, shape.row() ? 1 : shape.image() ? 3 : 2);
  }

  /** All layers of a model must have their images in one form. */
  void requireFormat(ConfigFields fields) throws KerasFormatException {
    if (channelsFirst && !fields.node(FORMAT).asText().equals("channels_first")) {
      throw fields.wrong(FORMAT, "channels_first as in other layers", fields.node(FORMAT));
    }
    fields.allowOnly(FORMAT, channelsFirst ? "channels_first" : "channels_last");
  }

  /** A layer that looks at the axis of channels must name that. */
  void requireChannelAxis(ConfigFields fields) throws KerasFormatException {
    JsonNode axis = fields.node("axis");
    JsonNode only = axis.isArray() && axis.size() == 1 ? axis.get(0) : axis;
    boolean missing = only.isMissingNode() || only.isNull();
    int number = missing ? -1 : only.canConvertToInt() ? only.asInt() : 0;
    int channels = channelsFirst && axes > 1 ? 1 : axes;
    if (number != channels && !(number == -1 && channels == axes)) {
      throw fields.wrong("axis", channels == axes ? "-1, the last" : "1, the channels", axis);
    }
  }

  /** The name of an activation, its usual one. */
  String activation(ConfigFields fields) throws KerasFormatException {
    String activation = fields.text("activation", "linear");
    String known = Activations.usual(activation);
    if (known.equals("hard_sigmoid") && keras2) {
      return Activations.KERAS_2 + known;
    }
    if (!Activations.isKnown(known)) {
      throw fields.wrong("activation", "one of " + Activations.names(), activation);
    }
    return known;
  }
}
