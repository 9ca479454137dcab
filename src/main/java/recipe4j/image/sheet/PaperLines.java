package recipe4j.image.sheet;

import java.util.Arrays;

/**
 * Lines printed on paper: thin, straight, and longer than any stroke of a digit, as they run across
 * most of the picture. The ink is added up along lines of every small slope, as in a Hough
 * transform.
 */
public final class PaperLines {
  /** Part of the picture's width that a line covers. */
  private static final double LENGTH = 0.6;

  /** Thickness of a line, of the picture's other side. */
  private static final double THICK = 0.025;

  /** Less of the width is no part of a line; between two lines there must be less. */
  private static final double GROUND = 0.3;

  /** A single one may be a stroke of a digit that fills the picture, or the edge of a shadow. */
  private static final int LEAST = 2;

  /** Steepest slope, and the step between slopes, as a tangent. */
  private static final double STEEPEST = 0.2;

  private static final double STEP = 0.01;

  private PaperLines() {}

  /** Whether there are any, about level or about upright. */
  public static boolean in(boolean[] ink, int width, int height) {
    return level(ink, width, height, 1, width) || level(ink, height, width, width, 1);
  }

  /** Pixel (x, y) is at {@code x * across + y * down}. */
  private static boolean level(boolean[] ink, int width, int height, int across, int down) {
    int reach = (int) Math.ceil(STEEPEST * width);
    int[] sums = new int[height + 2 * reach + 1];
    for (double slope = -STEEPEST; slope <= STEEPEST + STEP / 2; slope += STEP) {
      Arrays.fill(sums, 0);
      for (int x = 0; x < width; x++) {
        int shift = reach + (int) Math.round(slope * (x - width / 2.0));
        for (int y = 0; y < height; y++) {
          if (ink[x * across + y * down]) {
            sums[y + shift]++;
          }
        }
      }
      if (isLined(sums, width, height)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLined(int[] sums, int width, int height) {
    int lines = 0;
    int thick = Math.max(3, (int) (THICK * height));
    for (int i = 0; i < sums.length; i++) {
      int start = i;
      int most = 0;
      while (i < sums.length && sums[i] >= GROUND * width) {
        most = Math.max(most, sums[i++]);
      }
      lines += most >= LENGTH * width && i - start <= thick ? 1 : 0;
    }
    return lines >= LEAST;
  }
}
