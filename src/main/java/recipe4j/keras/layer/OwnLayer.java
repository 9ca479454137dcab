package recipe4j.keras.layer;

import recipe4j.keras.KerasFormatException;
import recipe4j.layer.ExampleLayer;
import recipe4j.layer.GroupedConvolution;

/** A layer that has a class of ours. */
public record OwnLayer(String name, ExampleLayer layer) implements KerasLayer {
  @Override
  public String className() {
    return layer.kerasClass();
  }

  @Override
  public boolean keepsWeights() {
    return !over(KerasShape.image(1, 1, 1)).weights().isEmpty();
  }

  /** Whether it takes images without channels. */
  public boolean channelless() {
    return !layer.needsImages() && layer.channels() < 2 && !keepsWeights();
  }

  private static KerasShape image(KerasShape input, ExampleLayer over) {
    if (!(over instanceof GroupedConvolution conv)) {
      return input; // all others keep it
    }
    int[] kernel = conv.kernel();
    int[] gaps = conv.dilations();
    long high = (kernel[0] - 1L) * gaps[0] + 1;
    long wide = (kernel[1] - 1L) * gaps[1] + 1;
    return KerasShape.image(
        KerasShape.steps(input.height(), high, conv.strides()[0], conv.padded()),
        KerasShape.steps(input.width(), wide, conv.strides()[1], conv.padded()),
        conv.filters());
  }

  /** The layer for inputs of a shape. */
  public ExampleLayer over(KerasShape input) {
    ExampleLayer copy = (ExampleLayer) layer.clone();
    return input.row()
        ? copy.over(input.channels())
        : copy.over(
            input.channels(),
            Math.max(input.height(), KerasShape.NOMINAL),
            Math.max(input.width(), KerasShape.NOMINAL));
  }

  @Override
  public KerasShape output(KerasShape input) throws KerasFormatException {
    if (layer.needsImages()) {
      LayerShapes.requireImage(this, input);
    }
    if (layer.needsKnownSides()) {
      LayerShapes.requireKnown(this, input);
    }
    boolean plane = input.kind() == KerasShape.Kind.PLANE;
    boolean perAxis = layer.channels() > 1 || !over(input).weights().isEmpty();
    if (plane && perAxis) {
      throw LayerShapes.plane(this, input);
    }
    if (!layer.fits(input.channels())) {
      throw new KerasFormatException(
          "%s has settings for another number of channels, found %s; change the layer"
              .formatted(label(), input.channels()));
    }
    return image(input, over(input)).checked(label());
  }
}
