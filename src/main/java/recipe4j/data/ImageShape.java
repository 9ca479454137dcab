package recipe4j.data;

/**
 * What all images of a dataset have in common. The images are grey: one channel.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param classes number of classes, at least 1; labels run from 0 to {@code classes - 1}
 */
public record ImageShape(int height, int width, int classes) {
  /**
   * Checks the three numbers.
   *
   * @throws IllegalArgumentException if one of them is below 1, or an image would have more than
   *     {@link Integer#MAX_VALUE} pixels
   */
  public ImageShape {
    if (height < 1 || width < 1 || classes < 1) {
      throw new IllegalArgumentException(
          "height, width and classes must be at least 1, found %s, %s, %s"
              .formatted(height, width, classes));
    }
    if ((long) height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an image must have at most %s pixels, found %sx%s; scale it down"
              .formatted(Integer.MAX_VALUE, height, width));
    }
  }

  /** {@return pixels of one image, height times width} */
  public int pixels() {
    return height * width;
  }
}
