package recipe4j.diagnosis;

import java.util.Arrays;

/** Steps of a curve from epoch to epoch, in logarithms. */
final class Moves {
  /** Epochs in which a curve is watched for leaps up and down. */
  static final int LATELY = 10;

  /** A move that makes a curve unstable if it comes again and again, up and down. */
  private static final double LARGE = Math.log(1.25);

  private Moves() {}

  /** Whether the last two values lie above twice the least, and rise: too far for chance. */
  static boolean soars(double[] x) {
    int n = x.length;
    double least = Arrays.stream(x).min().orElse(0);
    return n > 2 && x[n - 2] > least + Math.log(2) && x[n - 1] > x[n - 2];
  }

  /** The highest of all but the last. */
  static double highest(double... x) {
    return Arrays.stream(x).limit(x.length - 1).max().orElseThrow();
  }

  /** Whether the last value lies above those before it by far more than any of them rose. */
  static boolean leaps(double[] x) {
    int n = x.length;
    if (n < 3) {
      return false;
    }
    double rose = 0;
    for (int i = Math.max(1, n - 20); i < n - 1; i++) {
      rose = Math.max(rose, x[i] - x[i - 1]);
    }
    return x[n - 1] - highest(RiseTest.last(x, 6)) > Math.max(Math.log(1.2), 3 * rose);
  }

  /** How many of the last steps are large ones upwards. */
  static int rises(double... x) {
    int count = 0;
    for (int i = Math.max(1, x.length - LATELY); i < x.length; i++) {
      count += x[i] - x[i - 1] > LARGE ? 1 : 0;
    }
    return count;
  }
}
