package recipe4j.image.sheet;

/** Erosion and dilation of grey levels along rows or columns. */
final class LineFilter {
  private LineFilter() {}

  /**
   * The least or most of every pixel's neighbours along one axis, of those that there are.
   *
   * @param values row by row; left as they are
   * @param reach neighbours on either side
   * @param down along columns instead of rows
   * @param most the most instead of the least
   */
  static float[] apply(
      float[] values, int width, int height, int reach, boolean down, boolean most) {
    float[] result = new float[values.length];
    int lines = down ? width : height;
    int count = down ? height : width;
    int stride = down ? width : 1;
    int[] queue = new int[count]; // places whose values fall (or rise) from the front on
    for (int line = 0; line < lines; line++) {
      int start = down ? line : line * width;
      int front = 0;
      int end = 0;
      for (int i = 0; i < count + reach; i++) {
        if (i < count) {
          float value = values[start + i * stride];
          while (end > front && beats(value, values[start + queue[end - 1] * stride], most)) {
            end--;
          }
          queue[end++] = i;
        }
        if (i >= reach) {
          while (queue[front] < i - 2 * reach) {
            front++;
          }
          result[start + (i - reach) * stride] = values[start + queue[front] * stride];
        }
      }
    }
    return result;
  }

  private static boolean beats(float value, float other, boolean most) {
    return most ? value >= other : value <= other;
  }
}
