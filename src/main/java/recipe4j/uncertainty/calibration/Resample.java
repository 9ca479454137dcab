package recipe4j.uncertainty.calibration;

/**
 * Samples drawn with replacement: each that was drawn at all once, in order, with how often it was.
 *
 * @param rows 0-based samples, ascending; only the first {@code distinct} count
 * @param counts how often each of them was drawn, at least 1
 * @param distinct how many different samples there are
 * @param size of the resample: the sum of the counts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Resample(int[] rows, int[] counts, int distinct, int size) {
  static Resample of(int[] drawn) {
    int[] times = new int[drawn.length];
    for (int row : drawn) {
      times[row]++;
    }
    int[] rows = new int[drawn.length];
    int[] counts = new int[drawn.length];
    int distinct = 0;
    for (int row = 0; row < times.length; row++) {
      rows[distinct] = row; // without a branch that no processor foresees
      counts[distinct] = times[row];
      distinct += Math.min(1, times[row]);
    }
    return new Resample(rows, counts, distinct, drawn.length);
  }
}
