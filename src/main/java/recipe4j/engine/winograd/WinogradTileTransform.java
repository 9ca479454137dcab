package recipe4j.engine.winograd;

/**
 * A Winograd transform along both axes of square tiles, many at once: every place in a tile holds a
 * vector, element by element of another example or channel. For one thread.
 */
final class WinogradTileTransform {
  /** Length of the vectors, such that all places together fit the innermost cache. */
  static final int CHUNK = 256;

  private final WinogradTransform transform;
  private final float[][] from;
  private final float[][] to;
  private final float[][][] fromColumns;
  private final float[][][] betweenColumns;
  private final float[][][] betweenRows;
  private final float[][][] toRows;

  WinogradTileTransform(WinogradTransform transform) {
    this.transform = transform;
    int inputs = transform.inputs();
    int outputs = transform.outputs();
    this.from = new float[inputs * inputs][CHUNK];
    this.to = new float[outputs * outputs][CHUNK];
    float[][] between = new float[outputs * inputs][CHUNK];
    this.fromColumns = lines(from, inputs, inputs, 1, inputs);
    this.betweenColumns = lines(between, inputs, outputs, 1, inputs);
    this.betweenRows = lines(between, outputs, inputs, inputs, 1);
    this.toRows = lines(to, outputs, outputs, outputs, 1);
  }

  private static float[][][] lines(float[][] places, int count, int length, int next, int along) {
    float[][][] lines = new float[count][length][];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        lines[i][k] = places[i * next + k * along];
      }
    }
    return lines;
  }

  /** What {@link #run} reads: the places of a tile, row by row. */
  float[] from(int place) {
    return from[place];
  }

  /** What {@link #run} writes: the places of the transformed tile, row by row. */
  float[] to(int place) {
    return to[place];
  }

  /** Transforms the first n values of each place. */
  void run(int n) {
    for (int i = 0; i < fromColumns.length; i++) {
      transform.apply(fromColumns[i], betweenColumns[i], n);
    }
    for (int i = 0; i < betweenRows.length; i++) {
      transform.apply(betweenRows[i], toRows[i], n);
    }
  }
}
