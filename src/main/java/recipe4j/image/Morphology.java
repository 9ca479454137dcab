package recipe4j.image;

/** Operations on black-and-white images, row by row. */
final class Morphology {
  private Morphology() {}

  /** Every pixel within {@code reach} columns and rows of a pixel that is set. */
  static boolean[] grow(boolean[] mask, int width, int height, int reach) {
    if (reach == 0) {
      return mask.clone();
    }
    boolean[] wide = new boolean[mask.length];
    for (int y = 0; y < height; y++) {
      growLine(mask, wide, y * width, 1, width, reach);
    }
    boolean[] grown = new boolean[mask.length];
    for (int x = 0; x < width; x++) {
      growLine(wide, grown, x, width, height, reach);
    }
    return grown;
  }

  private static void growLine(
      boolean[] from, boolean[] to, int start, int stride, int count, int reach) {
    int done = 0; // where this line is already set up to
    for (int i = 0; i < count; i++) {
      if (from[start + i * stride]) {
        int end = Math.min(count, i + reach + 1);
        for (int j = Math.max(done, i - reach); j < end; j++) {
          to[start + j * stride] = true;
        }
        done = end;
      }
    }
  }

  /**
   * Mean width of strokes in pixels: a stroke that is long beside its width w has the area w * l
   * and the perimeter 2 * l. The perimeter is that of the pixels' edges times π/4, right for a
   * circle.
   */
  static double strokeWidth(boolean[] mask, int width, int height) {
    long area = 0;
    long edges = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (!mask[i]) {
          continue;
        }
        area++;
        edges += x == 0 || !mask[i - 1] ? 1 : 0;
        edges += x == width - 1 || !mask[i + 1] ? 1 : 0;
        edges += y == 0 || !mask[i - width] ? 1 : 0;
        edges += y == height - 1 || !mask[i + width] ? 1 : 0;
      }
    }
    return edges == 0 ? 0 : 2 * area / (edges * Math.PI / 4);
  }
}
