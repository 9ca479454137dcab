package recipe4j.image;

import java.util.Locale;
import java.util.Objects;

/** Brightness as floats from 0 (black) to 1 (white), row by row. Immutable. */
public final class GreyImage {
  private final int width;
  private final int height;
  private final float[] values;

  /** Takes over the array without a copy. */
  private GreyImage(int width, int height, float[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /**
   * {@return an image of these values; takes over the array, which the caller must not change
   * afterwards}
   *
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @param values width times height values, row by row, 0 to 1
   * @throws IllegalArgumentException if a side is below 1 or the number of values does not fit
   */
  public static GreyImage of(int width, int height, float[] values) {
    if (width < 1 || height < 1 || values.length != (long) width * height) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an image needs at least one column, one row and width * height values, found %dx%d with %d",
              width,
              height,
              values.length));
    }
    return new GreyImage(width, height, values);
  }

  /** {@return columns, at least 1} */
  public int width() {
    return width;
  }

  /** {@return rows, at least 1} */
  public int height() {
    return height;
  }

  /**
   * {@return one pixel, 0 to 1}
   *
   * @param x column, from 0
   * @param y row, from 0
   * @throws IndexOutOfBoundsException if there is no such pixel
   */
  public float get(int x, int y) {
    return values[y * width + Objects.checkIndex(x, width)];
  }

  /** All pixels, row by row, no copy: not to be changed. */
  float[] values() {
    return values;
  }

  int longerSide() {
    return Math.max(width, height);
  }

  /** As bytes from 0 to 255, rounded. */
  byte[] toBytes() {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * values[i]);
    }
    return bytes;
  }

  /** Mean of 3x3 pixels, at the edges of those that there are. */
  GreyImage smoothed() {
    float[] smooth = new float[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        int n = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
            sum += get(u, v);
            n++;
          }
        }
        smooth[y * width + x] = sum / n;
      }
    }
    return new GreyImage(width, height, smooth);
  }
}
