package recipe4j.engine.execution;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive rows of a batch, which one thread computes as a micro-batch.
 *
 * @param from the first row
 * @param rows how many
 */
record Slice(int from, int rows) {
  /**
   * Cuts as evenly as possible, into a multiple of the number of threads.
   *
   * @param rows of the batch
   * @param threads at least 1
   * @param most rows of a slice
   * @return slices in order
   */
  static List<Slice> of(int rows, int threads, int most) {
    int needed = (rows + most - 1) / most;
    int count = Math.min(rows, (needed + threads - 1) / threads * threads);
    List<Slice> slices = new ArrayList<>(count);
    int from = 0;
    for (int i = 0; i < count; i++) {
      int size = rows / count + (i < rows % count ? 1 : 0);
      slices.add(new Slice(from, size));
      from += size;
    }
    return slices;
  }
}
