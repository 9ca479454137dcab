package recipe4j.data;

import java.util.Locale;

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
          String.format(
              Locale.ROOT,
              "height, width and classes must be at least 1, found %d, %d, %d",
              height,
              width,
              classes));
    }
    if ((long) height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an image must have at most %d pixels, found %dx%d; scale it down",
              Integer.MAX_VALUE,
              height,
              width));
    }
  }

  /** {@return pixels of one image, height times width} */
  public int pixels() {
    return height * width;
  }
}
