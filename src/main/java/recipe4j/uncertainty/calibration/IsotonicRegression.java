package recipe4j.uncertainty.calibration;

import java.util.Arrays;

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

  /** Fits the function to at least one point; x is 0 or above. */
  static IsotonicRegression fit(double[] x, double[] y) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : y) {
      least = Math.min(least, value);
    }
    double rise = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      rise = y[i] > least ? Math.min(rise, x[i]) : rise;
    }
    Knots knots = new Knots(x.length + 2);
    double[] xs = new double[x.length];
    int count = 0;
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      if (value < rise) { // all of them have the least y: one block, which needs no order
        from = Math.min(from, value);
        to = Math.max(to, value);
      } else {
        xs[count++] = value;
      }
    }
    if (count < x.length) {
      knots.add(from, to, least);
    }
    Arrays.sort(xs, 0, count); // numbers alone: sorting their order takes ten times as long
    int[] weights = new int[count];
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (distinct == 0 || xs[i] > xs[distinct - 1]) {
        xs[distinct++] = xs[i];
      }
      weights[distinct - 1]++;
    }
    double[] ys = new double[distinct];
    for (int i = 0; i < x.length; i++) {
      if (y[i] != 0 && x[i] >= rise) { // mostly 0, where classes are many
        ys[Arrays.binarySearch(xs, 0, distinct, x[i])] += y[i];
      }
    }
    for (int i = 0; i < distinct; i++) {
      ys[i] /= weights[i];
    }
    pool(xs, ys, weights, knots);
    return new IsotonicRegression(knots.xs(), knots.ys());
  }

  /** Adds the blocks of equal means that the values fall into. */
  private static void pool(double[] xs, double[] values, int[] weights, Knots knots) {
    int count = values.length;
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
      knots.add(xs[from], xs[end[b] - 1], mean[b]);
      from = end[b];
    }
  }

  /** The ends of blocks, from left to right. */
  private static final class Knots {
    private final double[] xs;
    private final double[] ys;
    private int count;

    Knots(int most) {
      xs = new double[most];
      ys = new double[most];
    }

    void add(double from, double to, double y) {
      xs[count] = from;
      ys[count++] = y;
      if (to > from) {
        xs[count] = to;
        ys[count++] = y;
      }
    }

    double[] xs() {
      return Arrays.copyOf(xs, count);
    }

    double[] ys() {
      return Arrays.copyOf(ys, count);
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
