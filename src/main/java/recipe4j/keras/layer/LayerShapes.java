package recipe4j.keras.layer;

import recipe4j.keras.KerasFormatException;

/** What layers ask of the shapes that they take. */
final class LayerShapes {
  private LayerShapes() {}

  static KerasFormatException plane(KerasLayer layer, KerasShape input) {
    return new KerasFormatException(
        "%s is supported on images with channels and on rows, found %s; put a Reshape before it"
            .formatted(layer.label(), input));
  }

  static KerasShape moved(
      KerasLayer layer,
      KerasShape input,
      KerasLayer.Size window,
      KerasLayer.Size strides,
      boolean same)
      throws KerasFormatException {
    requireImage(layer, input);
    return KerasShape.image(
        KerasShape.steps(input.height(), window.height(), strides.height(), same),
        KerasShape.steps(input.width(), window.width(), strides.width(), same),
        input.channels());
  }

  static void requireImage(KerasLayer layer, KerasShape input) throws KerasFormatException {
    if (!input.image()) {
      throw new KerasFormatException(
          "%s needs images, found %s; give the model an input of (height, width, channels)"
              .formatted(
                  layer.label(),
                  input.row()
                      ? "rows of %s values".formatted(input.channels())
                      : "images without channels of " + input));
    }
  }

  static void requireKnown(KerasLayer layer, KerasShape input) throws KerasFormatException {
    if (input.image() && !input.known()) {
      throw new KerasFormatException(
          "%s needs images of a known height and width, found %s; give the model an input of both"
              .formatted(layer.label(), input));
    }
  }

  static void requireFlat(KerasLayer layer, KerasShape input) throws KerasFormatException {
    if (!input.row()) {
      throw new KerasFormatException(
          "%s is supported on rows of values, found images of %s; put a Flatten before it"
              .formatted(layer.label(), input));
    }
  }
}
