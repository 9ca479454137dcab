package recipe4j.image.sheet;

import java.util.Arrays;

/**
 * Ink as what stands out from the paper on both of its sides: a top-hat transform, whose window is
 * wider than a stroke. The edge of a shadow, of a sheet or of a bar on a screen has paper on one
 * side only and leaves nothing.
 *
 * @see <a href="https://doi.org/10.1007/978-3-662-05088-0">Soille, Morphological Image Analysis,
 *     4.5</a>
 */
public final class LocalContrast {
  /** Half the window, of the shorter side. */
  private static final double REACH = 0.11;

  /** Paper is not taken for darker than that, where contrast is relative to it. */
  private static final float LEAST_PAPER = 0.1f;

  private static final double MAD_TO_DEVIATION = 1.4826;

  private static final double LEAST_NOISE = 0.5 / 255;

  private final boolean dark;
  private final float[] values;
  private final double noise;

  private LocalContrast(boolean dark, float[] values) {
    this.dark = dark;
    this.values = values;
    double paper = median(values);
    float[] off = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      off[i] = (float) Math.abs(values[i] - paper);
      values[i] = (float) Math.max(0, values[i] - paper);
    }
    noise = Math.max(LEAST_NOISE, MAD_TO_DEVIATION * median(off));
  }

  /**
   * The contrast of dark ink or of light ink, whichever there is more of.
   *
   * @param brightness 0 to 1, row by row
   */
  public static LocalContrast of(float[] brightness, int width, int height) {
    float[] inverted = new float[brightness.length];
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = 1 - brightness[i];
    }
    float[] darker = topHat(brightness, width, height);
    float[] lighter = topHat(inverted, width, height);
    float[] usual = LocalMedian.of(brightness, width, height);
    double excess = 0;
    for (int i = 0; i < darker.length; i++) {
      // the paper within a loop of dark ink is light on both sides, but as light as is usual here
      float off = usual[i] - brightness[i];
      float ink = off > 0 ? Math.min(darker[i], off) : -Math.min(lighter[i], -off);
      excess += ink * Math.abs(ink);
    }
    boolean dark = excess >= 0;
    if (dark) {
      // a shadow dims paper and ink by the same factor
      for (int i = 0; i < darker.length; i++) {
        darker[i] /= Math.max(LEAST_PAPER, brightness[i] + darker[i]);
      }
    }
    return new LocalContrast(dark, dark ? darker : lighter);
  }

  /** Whether the ink is darker than the paper. */
  public boolean isDark() {
    return dark;
  }

  /** Contrast of every pixel above that of the paper's grain, 0 to 1, row by row; no copy. */
  public float[] values() {
    return values;
  }

  /** Standard deviation of the paper's grain, in contrast. */
  public double noise() {
    return noise;
  }

  /** Closing less image: what is darker than its surroundings and narrower than the window. */
  private static float[] topHat(float[] brightness, int width, int height) {
    int reach = Math.max(2, (int) Math.round(REACH * Math.min(width, height)));
    int rim = 2 * reach; // beyond the picture all goes on as at its edge
    int wide = width + 2 * rim;
    int high = height + 2 * rim;
    float[] padded = new float[wide * high];
    for (int y = 0; y < high; y++) {
      int row = Math.max(0, Math.min(height - 1, y - rim)) * width;
      for (int x = 0; x < wide; x++) {
        padded[y * wide + x] = brightness[row + Math.max(0, Math.min(width - 1, x - rim))];
      }
    }
    for (int pass = 0; pass < 4; pass++) {
      padded = LineFilter.apply(padded, wide, high, reach, pass % 2 == 1, pass < 2);
    }
    float[] hat = new float[brightness.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        hat[y * width + x] = padded[(y + rim) * wide + x + rim] - brightness[y * width + x];
      }
    }
    return hat;
  }

  private static double median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
