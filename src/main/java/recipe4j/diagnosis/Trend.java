package recipe4j.diagnosis;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A robust slope: the median of the slopes of all pairs (Theil 1950; Sen 1968, "Estimates of the
 * regression coefficient based on Kendall's tau"). Up to 29% of the values may be wrong without
 * carrying it away. The interval takes the pairs' slopes of the ranks {@code (N ± C) / 2}, with N
 * the number of pairs and C the normal quantile times the standard deviation of Kendall's S, {@code
 * sqrt(n (n - 1) (2 n + 5) / 18)} (Hollander and Wolfe 1973, section 9.3).
 *
 * <p>For 1, 2, 3, 5, 4 the slopes of the pairs are -1, 1/3, 2/3, 1 (six times) and 3/2, so the
 * slope is 1.
 *
 * @param slope per epoch; of logarithms, so that 0.02 is a rise of 2.02% an epoch
 * @param low lower end of the 95% interval
 * @param high upper end
 */
public record Trend(double slope, double low, double high) {
  /** More values are first made into so many medians of neighbours. */
  static final int MOST = 60;

  private static final double QUANTILE =
      new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.975);

  /**
   * The slope of values at equal distances.
   *
   * @param values at least 2, finite; logarithms of losses, for a slope in percent
   * @return slope and interval per place
   * @throws IllegalArgumentException if there are fewer
   */
  public static Trend of(double... values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("a slope needs at least 2 values, found " + values.length);
    }
    double[] x = blocks(values);
    int n = x.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[pairs++] = (x[j] - x[i]) / (j - i) / blockSize(values.length);
      }
    }
    Arrays.sort(slopes);
    double c = QUANTILE * Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
    int low = (int) Math.max(0, Math.round((pairs - c) / 2) - 1);
    int high = (int) Math.min(pairs - 1, Math.round((pairs + c) / 2));
    return new Trend(median(slopes), slopes[low], slopes[high]);
  }

  /**
   * At most {@link #MOST} medians of neighbours; the first epochs that fill no block are left out.
   */
  static double[] blocks(double[] values) {
    int size = blockSize(values.length);
    double[] medians = new double[values.length / size];
    int from = values.length % size;
    for (int b = 0; b < medians.length; b++) {
      medians[b] = median(Arrays.copyOfRange(values, from + b * size, from + (b + 1) * size));
    }
    return medians;
  }

  static int blockSize(int length) {
    return (length + MOST - 1) / MOST;
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  String words() {
    return "%s an epoch (95%% interval %s to %s)"
        .formatted(percent(slope), percent(low), percent(high));
  }

  /**
   * A change of a logarithm in percent.
   *
   * @param logarithm such as 0.0198
   * @return such as 2.0%
   */
  static String percent(double logarithm) {
    double percent = 100 * Math.expm1(logarithm);
    double size = Math.abs(percent);
    String format = size < 0.095 ? "%.2f%%" : size < 9.95 ? "%.1f%%" : "%.0f%%";
    return String.format(Locale.ROOT, format, size < 0.005 ? 0 : percent);
  }
}
