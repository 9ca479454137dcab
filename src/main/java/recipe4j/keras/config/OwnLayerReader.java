package recipe4j.keras.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.KerasFormatException;
import recipe4j.layer.ExampleLayer;
import recipe4j.layer.LayerNormalization;
import recipe4j.layer.Normalization;
import recipe4j.layer.ParametricRelu;
import recipe4j.layer.RandomFlip;
import recipe4j.layer.RandomRotation;
import recipe4j.layer.RandomTransform.Fill;
import recipe4j.layer.RandomTranslation;
import recipe4j.layer.RandomZoom;
import recipe4j.layer.Rescaling;
import recipe4j.layer.SpatialDropout;

/** Reads layers that have a class of ours. */
final class OwnLayerReader {
  private static final int AXES = 3;

  private final ConfigFields fields;
  private final FileStyle style;

  private OwnLayerReader(ConfigFields fields, FileStyle style) {
    this.fields = fields;
    this.style = style;
  }

  /** Null for a class that is none of these. */
  static @Nullable ExampleLayer read(String className, ConfigFields fields, FileStyle style)
      throws KerasFormatException {
    OwnLayerReader reader = new OwnLayerReader(fields, style);
    return switch (className) {
      case "Rescaling" -> new Rescaling(reader.list("scale", 1), reader.list("offset", 0));
      case "Normalization" -> reader.normalization();
      case "LayerNormalization" -> reader.layerNormalization();
      case "PReLU" -> reader.parametricRelu();
      case "SpatialDropout2D" -> reader.spatialDropout();
      case "RandomFlip" -> reader.flip();
      case "RandomRotation" -> {
        List<Double> turns = fields.range("factor");
        yield new RandomRotation(
            turns.get(0), turns.get(1), reader.fill(), reader.fillValue(), reader.bilinear());
      }
      case "RandomTranslation" ->
          new RandomTranslation(
              fields.range("height_factor"),
              fields.range("width_factor"),
              reader.fill(),
              reader.fillValue(),
              reader.bilinear());
      case "RandomZoom" ->
          new RandomZoom(
              fields.range("height_factor"),
              fields.numbers("width_factor").isEmpty() ? List.of() : fields.range("width_factor"),
              reader.fill(),
              reader.fillValue(),
              reader.bilinear());
      default -> null;
    };
  }

  private List<Double> list(String field, double ifMissing) throws KerasFormatException {
    List<Double> numbers = fields.numbers(field);
    if (numbers.size() > 1 && style.channelsFirst()) {
      throw fields.wrong(field, "one number where channels are first", fields.node(field));
    }
    return numbers.isEmpty() ? List.of(ifMissing) : numbers;
  }

  private ExampleLayer normalization() throws KerasFormatException {
    JsonNode axis = fields.node("axis");
    boolean all = axis.isNull() || (axis.isArray() && axis.isEmpty());
    if (!all) {
      style.requireChannelAxis(fields);
    }
    List<Double> means = fields.numbers("mean");
    List<Double> variances = fields.numbers("variance");
    if (means.size() != variances.size()) {
      throw fields.wrong("variance", "as many numbers as mean", fields.node("variance"));
    }
    for (double variance : variances) {
      if (variance < 0) {
        throw fields.wrong("variance", "at least 0", variance);
      }
    }
    return new Normalization(means, variances, !all, fields.flag("invert", false));
  }

  private ExampleLayer layerNormalization() throws KerasFormatException {
    style.requireChannelAxis(fields);
    fields.allowOnly("rms_scaling", "false");
    double epsilon = fields.number("epsilon", 1e-3);
    if (epsilon <= 0) {
      throw fields.wrong("epsilon", "above 0", epsilon);
    }
    return new LayerNormalization(epsilon, fields.flag("scale", true), fields.flag("center", true));
  }

  private ExampleLayer parametricRelu() throws KerasFormatException {
    List<Boolean> shared = new ArrayList<>(List.of(false, false, false));
    for (double axis : fields.numbers("shared_axes")) {
      if (axis != Math.rint(axis) || axis < 1 || axis > AXES) {
        throw fields.wrong("shared_axes", "of 1 to 3", fields.node("shared_axes"));
      }
      shared.set((int) axis - 1, true);
    }
    if (style.channelsFirst()) {
      throw fields.wrong("shared_axes", "of a model with channels last", "channels first");
    }
    return new ParametricRelu(shared);
  }

  private ExampleLayer spatialDropout() throws KerasFormatException {
    style.requireFormat(fields);
    fields.allowOnly("noise_shape");
    double rate = fields.number("rate", 0);
    if (rate < 0 || rate >= 1) {
      throw fields.wrong("rate", "at least 0 and below 1", rate);
    }
    return new SpatialDropout(rate);
  }

  private ExampleLayer flip() throws KerasFormatException {
    style.requireFormat(fields);
    fields.ignore("value_range", "bounding_box_format");
    String mode = fields.text("mode", "horizontal_and_vertical");
    boolean both = mode.equals("horizontal_and_vertical");
    if (!both && !mode.equals("horizontal") && !mode.equals("vertical")) {
      throw fields.wrong("mode", "horizontal, vertical or horizontal_and_vertical", mode);
    }
    return new RandomFlip(both || mode.equals("horizontal"), both || mode.equals("vertical"));
  }

  private Fill fill() throws KerasFormatException {
    style.requireFormat(fields);
    fields.ignore("value_range", "bounding_box_format"); // moved images have the values they had
    String fill = fields.text("fill_mode", "reflect");
    for (Fill one : Fill.values()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(fill)) {
        return one;
      }
    }
    throw fields.wrong("fill_mode", "reflect, wrap, constant or nearest", fill);
  }

  private double fillValue() throws KerasFormatException {
    return fields.number("fill_value", 0);
  }

  private boolean bilinear() throws KerasFormatException {
    String interpolation = fields.text("interpolation", "bilinear");
    if (!interpolation.equals("bilinear") && !interpolation.equals("nearest")) {
      throw fields.wrong("interpolation", "bilinear or nearest", interpolation);
    }
    return interpolation.equals("bilinear");
  }
}
