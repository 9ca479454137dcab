package recipe4j.image.sheet;

/** The median brightness around every pixel, in a window that holds more paper than ink. */
final class LocalMedian {
  /** Half the window, of the longer side. */
  private static final double REACH = 0.14;

  /** Cells of the longer side; each is as bright as its middle pixel. */
  private static final int CELLS = 80;

  private static final int LEVELS = 128;

  private LocalMedian() {}

  static float[] of(float[] brightness, int width, int height) {
    int step = Math.max(1, Math.max(width, height) / CELLS);
    int columns = (width + step - 1) / step;
    int rows = (height + step - 1) / step;
    int reach = Math.max(1, (int) Math.round(REACH * Math.max(columns, rows)));
    int[] levels = new int[columns * rows];
    for (int i = 0; i < levels.length; i++) {
      int x = Math.min(width - 1, i % columns * step + step / 2);
      int y = Math.min(height - 1, i / columns * step + step / 2);
      levels[i] = (int) Math.min(LEVELS - 1, brightness[y * width + x] * LEVELS);
    }
    float[] medians = new float[levels.length];
    for (int y = 0; y < rows; y++) {
      int[] counts = new int[LEVELS];
      for (int x = -reach; x < columns; x++) {
        count(counts, levels, columns, x + reach, y, reach, 1);
        count(counts, levels, columns, x - reach - 1, y, reach, -1);
        if (x >= 0) {
          medians[y * columns + x] = (middle(counts) + 0.5f) / LEVELS;
        }
      }
    }
    float[] result = new float[brightness.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = medians[i / width / step * columns + i % width / step];
    }
    return result;
  }

  private static void count(
      int[] counts, int[] levels, int columns, int x, int y, int reach, int by) {
    if (x < 0 || x >= columns) {
      return;
    }
    int last = Math.min(levels.length / columns - 1, y + reach);
    for (int v = Math.max(0, y - reach); v <= last; v++) {
      counts[levels[v * columns + x]] += by;
    }
  }

  private static int middle(int[] counts) {
    int total = 0;
    for (int count : counts) {
      total += count;
    }
    int level = 0;
    for (int below = counts[0]; 2 * below < total; below += counts[level]) {
      level++;
    }
    return level;
  }
}
