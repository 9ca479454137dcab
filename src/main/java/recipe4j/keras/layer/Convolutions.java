package recipe4j.keras.layer;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;

/** Translates convolutions between Keras and DL4J. */
public final class Convolutions {
  private static final Map<Class<?>, KerasConvolution.Kind> KINDS =
      Map.of(
          ConvolutionLayer.class, KerasConvolution.Kind.Conv2D,
          DepthwiseConvolution2D.class, KerasConvolution.Kind.DepthwiseConv2D,
          SeparableConvolution2D.class, KerasConvolution.Kind.SeparableConv2D,
          Deconvolution2D.class, KerasConvolution.Kind.Conv2DTranspose);

  private Convolutions() {}

  /** Whether a layer of DL4J's is one of these. */
  public static boolean isKnown(Layer layer) {
    return KINDS.containsKey(layer.getClass());
  }

  /** Which of Keras's a known layer is. */
  public static KerasConvolution.Kind kind(ConvolutionLayer layer) {
    return Objects.requireNonNull(KINDS.get(layer.getClass()));
  }

  /** Keras's layer for a known one of DL4J's. */
  public static KerasConvolution of(
      String name, ConvolutionLayer layer, boolean same, String activation) {
    KerasConvolution.Kind kind = kind(layer);
    int each =
        layer instanceof DepthwiseConvolution2D depthwise
            ? depthwise.getDepthMultiplier()
            : layer instanceof SeparableConvolution2D separable
                ? separable.getDepthMultiplier()
                : 0;
    return new KerasConvolution(
        name,
        kind,
        kind == KerasConvolution.Kind.DepthwiseConv2D ? 0 : layer.getNOut(),
        each,
        size(layer.getKernelSize()),
        size(layer.getStride()),
        size(layer.getDilation()),
        same,
        layer.hasBias(),
        activation);
  }

  /** DL4J's layer, without name, bias and activation. */
  public static ConvolutionLayer.BaseConvBuilder<?> builder(KerasConvolution conv) {
    int[] kernel = array(conv.kernel());
    int[] strides = array(conv.strides());
    int[] none = {0, 0};
    ConvolutionLayer.BaseConvBuilder<?> builder =
        switch (conv.kind()) {
          case Conv2D -> new ConvolutionLayer.Builder(kernel, strides, none);
          case Conv2DTranspose -> new Deconvolution2D.Builder(kernel, strides, none);
          case DepthwiseConv2D ->
              new DepthwiseConvolution2D.Builder(kernel, strides, none)
                  .depthMultiplier((int) conv.multiplier());
          case SeparableConv2D ->
              new SeparableConvolution2D.Builder(kernel, strides, none)
                  .depthMultiplier((int) conv.multiplier());
        };
    if (conv.filters() > 0) {
      builder.nOut(conv.filters());
    }
    builder.setDilation(array(conv.dilation()));
    builder.convolutionMode(conv.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate);
    return builder;
  }

  private static KerasLayer.Size size(int... values) {
    return new KerasLayer.Size(values[0], values[1]);
  }

  private static int[] array(KerasLayer.Size size) {
    return new int[] {(int) size.height(), (int) size.width()};
  }
}
