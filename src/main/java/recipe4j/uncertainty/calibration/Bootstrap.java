package recipe4j.uncertainty.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import recipe4j.uncertainty.ClassScores;
import recipe4j.uncertainty.Labels;

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
  /** The usual number of resamples. */
  public static final int RESAMPLES = 1000;

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
    return new Bootstrap(RESAMPLES, 0.95, seed);
  }

  /**
   * {@return estimate and interval of one metric}
   *
   * @param <S> what the metric takes
   * @param metric for example {@code BrierScore::of}
   * @param scores one row per sample
   * @param labels the true class of each sample, 0-based
   * @throws IllegalArgumentException if the labels don't fit the scores
   */
  public <S extends ClassScores<S>> ConfidenceInterval interval(
      Metric<S> metric, S scores, int[] labels) {
    Labels.check(scores, labels);
    return interval(
        labels.length,
        rows ->
            metric.of(scores.select(rows), IntStream.of(rows).map(row -> labels[row]).toArray()));
  }

  /**
   * {@return estimate and interval of a number that is computed from some of the samples, for whom
   * each sample's part in it is known already}
   *
   * @param samples how many there are, at least 1
   * @param metric takes as many 0-based samples, of which some are repeated and some missing; for
   *     the estimate all of them in order; it must not keep or change the array
   * @throws IllegalArgumentException if there is no sample
   */
  public ConfidenceInterval interval(int samples, ToDoubleFunction<int[]> metric) {
    if (samples < 1) {
      throw new IllegalArgumentException("a bootstrap needs at least one sample, found " + samples);
    }
    double estimate = metric.applyAsDouble(IntStream.range(0, samples).toArray());
    return intervals(
            new double[] {estimate}, samples, rows -> new double[] {metric.applyAsDouble(rows)})
        .get(0);
  }

  /** Of several numbers of the same resamples, which are drawn once. */
  List<ConfidenceInterval> intervals(
      double[] estimates, int samples, Function<int[], double[]> metrics) {
    int[] rows = new int[samples];
    OneThreadRandom random = new OneThreadRandom(seed);
    double[][] values = new double[estimates.length][resamples];
    for (int r = 0; r < resamples; r++) {
      for (int i = 0; i < samples; i++) {
        rows[i] = random.nextInt(samples);
      }
      double[] found = metrics.apply(rows);
      for (int m = 0; m < values.length; m++) {
        values[m][r] = found[m];
      }
    }
    double tail = (1 - level) / 2;
    List<ConfidenceInterval> intervals = new ArrayList<>();
    for (int m = 0; m < values.length; m++) {
      Arrays.sort(values[m]);
      intervals.add(
          new ConfidenceInterval(
              estimates[m], quantile(values[m], tail), quantile(values[m], 1 - tail), level));
    }
    return intervals;
  }

  /** Between the two nearest values, as numpy's default. */
  private static double quantile(double[] sorted, double fraction) {
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double step = sorted[above] - sorted[below];
    double share = position - below;
    return step > 0 && share > 0 ? sorted[below] + share * step : sorted[below];
  }
}
