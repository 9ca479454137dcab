package recipe4j.keras.layer;

import recipe4j.keras.KerasFormatException;

/**
 * Filters that are moved over an image.
 *
 * @param kind which of Keras's
 * @param filters 0 where their number follows from the input
 * @param multiplier filters for each channel, where each has its own
 */
public record KerasConvolution(
    String name,
    Kind kind,
    long filters,
    long multiplier,
    KerasLayer.Size kernel,
    KerasLayer.Size strides,
    KerasLayer.Size dilation,
    boolean same,
    boolean useBias,
    String activation)
    implements KerasLayer {
  /** What a filter looks at. */
  public enum Kind {
    Conv2D,
    DepthwiseConv2D,
    SeparableConv2D,
    Conv2DTranspose
  }

  @Override
  public boolean keepsWeights() {
    return true;
  }

  @Override
  public String className() {
    return kind.name();
  }

  /** How many channels come out. */
  public long outputs(KerasShape input) {
    return kind == Kind.DepthwiseConv2D ? input.channels() * multiplier : filters;
  }

  @Override
  public KerasShape output(KerasShape input) throws KerasFormatException {
    if (kind == Kind.Conv2DTranspose) {
      LayerShapes.requireImage(this, input);
      long height = KerasShape.larger(input.height(), kernel.height(), strides.height(), same);
      long width = KerasShape.larger(input.width(), kernel.width(), strides.width(), same);
      return KerasShape.image(height, width, filters).checked(label());
    }
    KerasLayer.Size extent =
        new KerasLayer.Size(
            (kernel.height() - 1) * dilation.height() + 1,
            (kernel.width() - 1) * dilation.width() + 1);
    KerasShape moved = LayerShapes.moved(this, input, extent, strides, same);
    return KerasShape.image(moved.height(), moved.width(), outputs(input)).checked(label());
  }
}
