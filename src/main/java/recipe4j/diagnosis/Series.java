package recipe4j.diagnosis;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The values of a curve that a trend is read from: finite ones, in logarithms. Values below a
 * millionth, which no one tells apart, count as alike.
 *
 * @param logs at least none
 * @param places of these in the curve, 0-based, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Series(double[] logs, int[] places) {
  /** All after the last one that is not finite. */
  static Series unbroken(double[] values) {
    int from = values.length;
    while (from > 0 && Double.isFinite(values[from - 1])) {
      from--;
    }
    return of(values, IntStream.range(from, values.length).toArray());
  }

  /** All after the last infinite one but NaN, which an epoch without validation has. */
  static Series validated(double[] values) {
    int from = values.length;
    while (from > 0 && !Double.isInfinite(values[from - 1])) {
      from--;
    }
    return of(
        values,
        IntStream.range(from, values.length).filter(i -> !Double.isNaN(values[i])).toArray());
  }

  private static Series of(double[] values, int[] places) {
    return new Series(
        Arrays.stream(places).mapToDouble(i -> Math.log(Math.max(0, values[i]) + 1e-6)).toArray(),
        places);
  }

  /**
   * Whether the NaN at the end are epochs that were not validated: no more than were left out at
   * once before.
   */
  static boolean skips(double[] values) {
    int longest = 0;
    int gap = 0;
    for (double value : values) {
      longest = Double.isFinite(value) ? Math.max(longest, gap) : longest;
      gap = Double.isNaN(value) ? gap + 1 : Double.isInfinite(value) ? values.length : 0;
    }
    return gap > 0 && gap <= longest && gap < values.length;
  }

  int length() {
    return logs.length;
  }

  /** How many epochs lie between two values, in the mean. */
  double every() {
    int n = places.length;
    return n < 2 ? 1 : (places[n - 1] - places[0]) / (n - 1.0);
  }

  /** The trend an epoch from a value on. */
  Trend trend(int from) {
    Trend trend = Trend.of(Arrays.copyOfRange(logs, from, logs.length));
    double every = every();
    return new Trend(trend.slope() / every, trend.low() / every, trend.high() / every);
  }
}
