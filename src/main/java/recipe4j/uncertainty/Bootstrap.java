package recipe4j.uncertainty;

import java.util.Arrays;
import java.util.Random;

/**
 * Confidence intervals by the percentile bootstrap (Efron and Tibshirani, "An Introduction to the
 * Bootstrap", 1993, chapter 13): the metric is computed again on resamples of the same size, drawn
 * with replacement, and the interval cuts off equal tails of what comes out.
 *
 * <p>The same seed draws the same resamples for every metric on equally many samples, so that
 * before and after are compared on the same draws. Calibration errors over bins grow under
 * resampling, as they do on small sets; their intervals lie too high and may leave out the
 * estimate.
 *
 * @param resamples how many, at least 1; 1,000 are usual
 * @param level of the intervals, above 0 and below 1; 0.95 is usual
 * @param seed any number
 */
public record Bootstrap(int resamples, double level, long seed) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be at least 1, found " + resamples);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, found " + level);
    }
  }

  /**
   * 1,000 resamples, 95% intervals.
   *
   * @param seed any number
   * @return the bootstrap
   */
  public static Bootstrap withSeed(long seed) {
    return new Bootstrap(1000, 0.95, seed);
  }

  /**
   * The interval of one metric.
   *
   * @param <S> what the metric judges
   * @param metric for example {@code BrierScore::of}
   * @param scores one row per sample
   * @param labels the true class of each sample, 0-based
   * @return estimate and interval
   * @throws IllegalArgumentException if the labels don't fit the scores
   */
  public <S extends ClassScores<S>> ConfidenceInterval interval(
      Metric<S> metric, S scores, int[] labels) {
    Labels.check(scores, labels);
    double estimate = metric.of(scores, labels);
    Random random = new Random(seed);
    int[] rows = new int[labels.length];
    int[] resampled = new int[labels.length];
    double[] values = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random.nextInt(rows.length);
        resampled[i] = labels[rows[i]];
      }
      values[r] = metric.of(scores.select(rows), resampled);
    }
    Arrays.sort(values);
    double tail = (1 - level) / 2;
    return new ConfidenceInterval(
        estimate, quantile(values, tail), quantile(values, 1 - tail), level);
  }

  /** Between the two nearest values, as numpy's default. */
  private static double quantile(double[] sorted, double fraction) {
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double step = sorted[above] - sorted[below];
    return step > 0 ? sorted[below] + (position - below) * step : sorted[below];
  }
}
