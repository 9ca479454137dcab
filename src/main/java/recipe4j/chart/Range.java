package recipe4j.chart;

import java.util.Arrays;

/**
 * The range of an axis.
 *
 * @param low lower end
 * @param high upper end
 * @param logarithmic whether equal ratios are equally far apart
 */
public record Range(double low, double high, boolean logarithmic) {
  /** A loss that falls to less than this share of its start is better seen logarithmically. */
  private static final double WIDE_RATIO = 8;

  /** From 0, or logarithmically if the values are of different sizes. */
  public static Range ofLoss(double... values) {
    double[] positive = Arrays.stream(values).filter(v -> v > 0).sorted().toArray();
    if (positive.length == 0) {
      return new Range(0, 1, false);
    }
    double low = positive[0];
    double high = positive[positive.length - 1];
    return high > WIDE_RATIO * low
        ? new Range(low / 1.25, high * 1.15, true)
        : new Range(0, high * 1.08, false);
  }

  /** From a little below the lowest value to 1. */
  public static Range ofAccuracy(double... values) {
    double low = Arrays.stream(values).min().orElse(0);
    return new Range(Math.max(0, low - Math.max(0.005, (1 - low) * 0.12)), 1.0, false);
  }

  /**
   * {@return the range of an axis from low to high, on which equal differences are equally far
   * apart}
   */
  public static Range linear(double low, double high) {
    return new Range(low, high, false);
  }

  Scale scale(double from, double to) {
    return new Scale(low, high, logarithmic, from, to);
  }
}
