package recipe4j.image.sheet;

import java.util.Arrays;
import java.util.Optional;

/**
 * A sheet on a table: a large patch with four straight sides that is lighter than the table, or
 * darker, and whose writing is holes in it.
 */
public final class Sheet {
  /** Part of the picture that a sheet covers at least. */
  private static final double LARGE = 0.08;

  /** Part of the patch that is bare paper; a thick 0 has less. */
  private static final double BARE = 0.72;

  /** Part of the smallest box around it, of any turn, that the patch fills; an ellipse 0.785. */
  private static final double STRAIGHT = 0.83;

  /** Rim that is left out, of the longer side of the picture: blur, a shadow. */
  private static final double RIM = 0.01;

  private static final int TURNS = 30;

  private Sheet() {}

  /**
   * The sheet alone, its paper carried on over the table.
   *
   * @param values brightness, row by row, 0 to 1
   * @param patch which pixels differ from the table in the sheet's direction
   * @param width pixels of a row
   * @return as many values; empty if there is no such patch, or it has no hole
   */
  public static Optional<float[]> alone(float[] values, boolean[] patch, int width) {
    boolean[] sheet = largest(filled(patch, width), width);
    int covered = 0;
    int bare = 0;
    for (int i = 0; i < sheet.length; i++) {
      covered += sheet[i] ? 1 : 0;
      bare += sheet[i] && patch[i] ? 1 : 0;
    }
    if (covered < LARGE * sheet.length
        || bare == covered
        || bare < BARE * covered
        || covered < STRAIGHT * box(sheet, width)) {
      return Optional.empty();
    }
    int height = values.length / width;
    for (int i = 0; i < Math.max(2, RIM * Math.max(width, height)); i++) {
      sheet = shrunk(sheet, width);
    }
    return Optional.of(carriedOn(values, sheet, width));
  }

  /** With its holes: what can't be reached from the picture's edge outside the patch. */
  private static boolean[] filled(boolean[] patch, int width) {
    boolean[] outside = new boolean[patch.length];
    for (int i = 0; i < patch.length; i++) {
      if (isEdge(i, width, patch.length) && !patch[i] && !outside[i]) {
        flood(patch, false, outside, i, width);
      }
    }
    boolean[] filled = new boolean[patch.length];
    for (int i = 0; i < patch.length; i++) {
      filled[i] = !outside[i];
    }
    return filled;
  }

  private static boolean isEdge(int i, int width, int length) {
    return i < width || i >= length - width || i % width == 0 || i % width == width - 1;
  }

  private static boolean[] largest(boolean[] mask, int width) {
    boolean[] seen = new boolean[mask.length];
    int most = 0;
    int start = -1;
    for (int i = 0; i < mask.length; i++) {
      int size = mask[i] && !seen[i] ? flood(mask, true, seen, i, width) : 0;
      start = size > most ? i : start;
      most = Math.max(most, size);
    }
    boolean[] largest = new boolean[mask.length];
    if (start >= 0) {
      flood(mask, true, largest, start, width);
    }
    return largest;
  }

  /** Marks what is connected with a place and alike; how many pixels that are. */
  private static int flood(boolean[] mask, boolean like, boolean[] seen, int start, int width) {
    int[] queue = new int[mask.length];
    int end = 0;
    queue[end++] = start;
    seen[start] = true;
    for (int at = 0; at < end; at++) {
      int i = queue[at];
      int[] next = {
        i % width > 0 ? i - 1 : -1, i % width < width - 1 ? i + 1 : -1, i - width, i + width
      };
      for (int n : next) {
        if (n >= 0 && n < mask.length && mask[n] == like && !seen[n]) {
          seen[n] = true;
          queue[end++] = n;
        }
      }
    }
    return end;
  }

  /** The area of the smallest box around it, of any turn. */
  private static double box(boolean[] sheet, int width) {
    double least = Double.POSITIVE_INFINITY;
    for (int turn = 0; turn < TURNS; turn++) {
      double cos = Math.cos(Math.PI / 2 * turn / TURNS);
      double sin = Math.sin(Math.PI / 2 * turn / TURNS);
      double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
      double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
      for (int i = 0; i < sheet.length; i++) {
        boolean inner = i > 0 && i < sheet.length - 1 && sheet[i - 1] && sheet[i + 1];
        if (sheet[i] && !inner) { // ends of rows have all the corners
          int x = i % width;
          int y = i / width;
          double u = cos * x + sin * y;
          double v = cos * y - sin * x;
          low[0] = Math.min(low[0], u);
          low[1] = Math.min(low[1], v);
          high[0] = Math.max(high[0], u);
          high[1] = Math.max(high[1], v);
        }
      }
      least = Math.min(least, (high[0] - low[0] + 1) * (high[1] - low[1] + 1));
    }
    return least;
  }

  private static boolean[] shrunk(boolean[] sheet, int width) {
    boolean[] shrunk = new boolean[sheet.length];
    for (int i = width; i < sheet.length - width; i++) {
      shrunk[i] = sheet[i] && sheet[i - 1] && sheet[i + 1] && sheet[i - width] && sheet[i + width];
    }
    return shrunk;
  }

  /** Every row of the sheet from end to end of the picture, then its first and last row. */
  private static float[] carriedOn(float[] values, boolean[] sheet, int width) {
    float[] result = values.clone();
    int first = -1;
    int last = -1;
    for (int row = 0; row < values.length; row += width) {
      int left = row;
      while (left < row + width && !sheet[left]) {
        left++;
      }
      int right = row + width - 1;
      while (right > left && !sheet[right]) {
        right--;
      }
      if (left < row + width) {
        Arrays.fill(result, row, left, values[left]);
        Arrays.fill(result, right, row + width, values[right]);
        first = first < 0 ? row : first;
        last = row;
      }
    }
    for (int row = 0; first >= 0 && row < values.length; row += width) {
      if (row < first || row > last) {
        System.arraycopy(result, row < first ? first : last, result, row, width);
      }
    }
    return result;
  }
}
