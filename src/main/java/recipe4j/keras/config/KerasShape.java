package recipe4j.keras.config;

import recipe4j.keras.KerasFormatException;

/**
 * The shape between two layers, for one example: an image, or a flat row of {@code channels} values
 * with height and width 1.
 *
 * @param image false for a flat row
 * @param height of the image in pixels
 * @param width of the image in pixels
 * @param channels of the image, or values of the row
 */
public record KerasShape(boolean image, long height, long width, long channels) {
  /** A vector of so many values. */
  public static KerasShape flat(long size) {
    return new KerasShape(false, 1, 1, size);
  }

  /** Images, channels last. */
  public static KerasShape image(long height, long width, long channels) {
    return new KerasShape(true, height, width, channels);
  }

  /** Number of values; exact, because {@link #checked} bounds it. */
  long size() {
    return height * width * channels;
  }

  /** This shape, if it is neither empty nor larger than DL4J can index. */
  public KerasShape checked(String layer) throws KerasFormatException {
    boolean positive = height > 0 && width > 0 && channels > 0;
    if (!positive
        || Math.multiplyHigh(height * width, channels) != 0
        || Math.max(height, Math.max(width, channels)) > Integer.MAX_VALUE
        || size() > Integer.MAX_VALUE) {
      throw new KerasFormatException(
          "%s must give between 1 and %s values, found %s; change the sizes of its input"
              .formatted(layer, Integer.MAX_VALUE, this));
    }
    return this;
  }

  @Override
  public String toString() {
    return image ? "(%s, %s, %s)".formatted(height, width, channels) : "(%s)".formatted(channels);
  }
}
