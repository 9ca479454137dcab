package recipe4j.image;

/** Areas of paper that ink encloses. */
final class Holes {
  /** Smaller ones are gaps in a stroke, of the box. */
  private static final double LEAST = 0.004;

  private static final int LEAST_PIXELS = 4;

  private Holes() {}

  /**
   * Counts them.
   *
   * @param ink row by row
   * @param width of the picture
   * @param box that holds the ink
   */
  static int in(boolean[] ink, int width, BoundingBox box) {
    int columns = box.width() + 2; // a rim of paper all around
    int rows = box.height() + 2;
    boolean[] seen = new boolean[columns * rows];
    for (int y = 0; y < box.height(); y++) {
      for (int x = 0; x < box.width(); x++) {
        seen[(y + 1) * columns + x + 1] = ink[(box.top() + y) * width + box.left() + x];
      }
    }
    int[] stack = new int[seen.length];
    double least = Math.max(LEAST_PIXELS, LEAST * box.area());
    int holes = 0;
    fill(seen, stack, columns, 0); // what is outside
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && fill(seen, stack, columns, i) >= least) {
        holes++;
      }
    }
    return holes;
  }

  /** Marks what hangs together by its sides, and tells how many pixels it has. */
  private static int fill(boolean[] seen, int[] stack, int columns, int start) {
    int size = 0;
    int pixels = 0;
    seen[start] = true;
    stack[size++] = start;
    while (size > 0) {
      int i = stack[--size];
      pixels++;
      int x = i % columns;
      int[] next = {x > 0 ? i - 1 : i, x < columns - 1 ? i + 1 : i, i - columns, i + columns};
      for (int j : next) {
        if (j >= 0 && j < seen.length && !seen[j]) {
          seen[j] = true;
          stack[size++] = j;
        }
      }
    }
    return pixels;
  }
}
