package recipe4j.bench;

import java.util.Map;

/**
 * What a peer measured.
 *
 * @param seconds of the whole work
 * @param training seconds of the training part, without validation; 0 if it isn't known
 * @param latencies microseconds of every single call, in order; null if there was none
 * @param kernels seconds of processor time per step by kernel, on all threads together; null if not
 *     asked for
 */
record Figures(double seconds, double training, long[] latencies, Map<String, Double> kernels) {
  Figures(double seconds, double training, long[] latencies) {
    this(seconds, training, latencies, null);
  }

  static Figures since(long startNanos) {
    return new Figures(seconds(startNanos, System.nanoTime()), 0, null);
  }

  static double seconds(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / 1e9;
  }

  /** Something that is timed alone, many times. */
  interface Call {
    void run(int index) throws Exception;
  }

  static Figures ofCalls(int calls, Call call) throws Exception {
    long[] latencies = new long[calls];
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      long before = System.nanoTime();
      call.run(i);
      latencies[i] = (System.nanoTime() - before) / 1000;
    }
    return new Figures(seconds(start, System.nanoTime()), 0, latencies);
  }
}
