package recipe4j.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The order in which an epoch visits its images: a pure function of count, seed and epoch. */
final class EpochOrder {
  private EpochOrder() {}

  /** Permutation of 0 to count - 1 for a 0-based epoch (Fisher and Yates). */
  static int[] of(int count, long seed, int epoch) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(mix(seed, epoch));
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Mixed twice, so that neighbouring seeds and epochs share no sequence. */
  private static long mix(long seed, int epoch) {
    long bySeed = new SplittableRandom(seed).nextLong();
    return new SplittableRandom(bySeed + epoch).nextLong();
  }
}
