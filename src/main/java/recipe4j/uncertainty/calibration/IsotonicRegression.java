package recipe4j.uncertainty.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The non-decreasing function that is closest to points in the mean of squares, found by pooling
 * adjacent violators (Ayer et al., "An Empirical Distribution Function for Sampling with Incomplete
 * Information", 1955). Points of equal x are averaged first. Between the points it is linear,
 * outside it is constant.
 */
final class IsotonicRegression {
  private final double[] xs;
  private final double[] ys;

  private IsotonicRegression(double[] xs, double[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  /** Fits the function to at least one point. */
  static IsotonicRegression fit(double[] x, double[] y) {
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] xs = new double[x.length];
    double[] ys = new double[x.length];
    double[] weights = new double[x.length];
    int distinct = 0;
    for (int i : order) {
      if (distinct == 0 || x[i] > xs[distinct - 1]) {
        xs[distinct++] = x[i];
      }
      int at = distinct - 1;
      weights[at]++;
      ys[at] += (y[i] - ys[at]) / weights[at];
    }
    pool(ys, weights, distinct);
    return new IsotonicRegression(Arrays.copyOf(xs, distinct), Arrays.copyOf(ys, distinct));
  }

  /** Replaces the first {@code count} values by the means of the blocks that they fall into. */
  private static void pool(double[] values, double[] weights, int count) {
    double[] mean = new double[count];
    double[] weight = new double[count];
    int[] end = new int[count];
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      mean[blocks] = values[i];
      weight[blocks] = weights[i];
      end[blocks++] = i + 1;
      while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
        int last = --blocks;
        double total = weight[last - 1] + weight[last];
        mean[last - 1] += (mean[last] - mean[last - 1]) * weight[last] / total;
        weight[last - 1] = total;
        end[last - 1] = end[last];
      }
    }
    int from = 0;
    for (int b = 0; b < blocks; b++) {
      Arrays.fill(values, from, end[b], mean[b]);
      from = end[b];
    }
  }

  /** The function's value. */
  double at(double x) {
    int found = Arrays.binarySearch(xs, x);
    if (found >= 0) {
      return ys[found];
    }
    int above = -found - 1;
    if (above == 0 || above == xs.length) {
      return ys[Math.max(0, above - 1)];
    }
    double share = (x - xs[above - 1]) / (xs[above] - xs[above - 1]);
    return ys[above - 1] + share * (ys[above] - ys[above - 1]);
  }
}
