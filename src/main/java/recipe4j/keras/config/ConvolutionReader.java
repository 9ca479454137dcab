package recipe4j.keras.config;

import java.util.List;
import recipe4j.keras.KerasFormatException;
import recipe4j.keras.layer.Activations;
import recipe4j.keras.layer.KerasConvolution;
import recipe4j.keras.layer.KerasLayer;
import recipe4j.keras.layer.OwnLayer;
import recipe4j.layer.GroupedConvolution;

/** Reads convolutions. */
final class ConvolutionReader {
  private static final KerasLayer.Size ONE = new KerasLayer.Size(1, 1);

  private ConvolutionReader() {}

  /** One of Keras's four. */
  static KerasLayer read(String name, String className, ConfigFields fields, FileStyle style)
      throws KerasFormatException {
    KerasConvolution.Kind kind = KerasConvolution.Kind.valueOf(className);
    style.requireFormat(fields);
    long groups = fields.node("groups").isMissingNode() ? 1 : fields.size("groups");
    fields.allowOnly("output_padding");
    String activation = style.activation(fields);
    if (activation.equals("softmax")) {
      throw fields.wrong("activation", "a function of single values", activation);
    }
    boolean depthwise = kind == KerasConvolution.Kind.DepthwiseConv2D;
    boolean each = depthwise || kind == KerasConvolution.Kind.SeparableConv2D;
    KerasLayer.Size kernel = fields.sizes("kernel_size", ONE);
    KerasLayer.Size strides = fields.sizes("strides", ONE);
    KerasLayer.Size dilation = fields.sizes("dilation_rate", ONE);
    if (kind == KerasConvolution.Kind.Conv2DTranspose) {
      fields.allowOnly("dilation_rate", 1, "[1,1]");
      if (kernel.height() < strides.height() || kernel.width() < strides.width()) {
        throw fields.wrong("strides", "at most kernel_size", strides);
      }
    }
    if (groups > 1 && kind == KerasConvolution.Kind.Conv2D) {
      GroupedConvolution grouped =
          new GroupedConvolution(
              fields.size("filters"),
              groups,
              List.of(
                  kernel.height(),
                  kernel.width(),
                  strides.height(),
                  strides.width(),
                  dilation.height(),
                  dilation.width()),
              fields.same(),
              fields.flag("use_bias", true));
      return new OwnLayer(name, grouped.with(activation, Activations.of(activation)));
    }
    fields.allowOnly("groups", 1);
    return new KerasConvolution(
        name,
        kind,
        depthwise ? 0 : fields.size("filters"),
        each ? fields.size("depth_multiplier", 1) : 0,
        kernel,
        strides,
        dilation,
        fields.same(),
        fields.flag("use_bias", true),
        activation);
  }
}
