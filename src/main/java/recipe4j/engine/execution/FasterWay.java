package recipe4j.engine.execution;

import java.util.Arrays;

/**
 * Chooses between two ways to the same result by the time that they take, and tries the slower one
 * again now and then, as it may have become the faster. Times are taken in blocks of calls: the
 * first call after a change of ways finds threads asleep. For one thread.
 */
final class FasterWay {
  /** Calls of a block; its median counts. */
  static final int BLOCK = 8;

  /** Blocks at the start in which the ways take turns. */
  static final int TURNS = 8;

  /** In one of so many blocks the slower way is tried: well under one call of a hundred. */
  static final int RETRY = 256;

  private final long[] medians = new long[2];
  private final long[] nanos = new long[BLOCK];
  private int way;
  private int call;
  private int block;

  /** {@return the way to take now, 0 or 1} */
  int next() {
    return way;
  }

  /**
   * Notes a call.
   *
   * @param duration of the way that {@link #next} told, in nanoseconds
   */
  void took(long duration) {
    nanos[call++] = duration;
    if (call < BLOCK) {
      return;
    }
    call = 0;
    Arrays.sort(nanos);
    medians[way] = nanos[BLOCK / 2];
    block++;
    int faster = medians[1] < medians[0] ? 1 : 0;
    way = block < TURNS ? block % 2 : block % RETRY == 0 ? 1 - faster : faster;
  }
}
