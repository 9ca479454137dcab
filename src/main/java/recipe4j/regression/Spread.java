package recipe4j.regression;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * How a metric varies over several runs.
 *
 * @param runs how many, at least 2
 * @param mean over the runs
 * @param standardDeviation of a single run, with n - 1 in the denominator
 * @param quantiles at {@link #LEVELS}, interpolated linearly (Hyndman and Fan 1996, type 7, as
 *     NumPy's default)
 */
public record Spread(int runs, double mean, double standardDeviation, List<Double> quantiles) {
  /** Levels of the quantiles: minimum, 5%, 25%, median, 75%, 95%, maximum. */
  public static final List<Double> LEVELS = List.of(0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are fewer than 2 runs, a number is not finite, the
   *     standard deviation is negative, or the quantiles are not as many as the levels
   */
  public Spread {
    quantiles = List.copyOf(quantiles);
    if (runs < 2) {
      throw new IllegalArgumentException("a spread needs at least 2 runs, found " + runs);
    }
    if (!Double.isFinite(mean) || !(standardDeviation >= 0 && standardDeviation < 1 / 0.0)) {
      throw new IllegalArgumentException(
          "mean and standard deviation must be finite, found %s and %s"
              .formatted(mean, standardDeviation));
    }
    if (quantiles.size() != LEVELS.size()) {
      throw new IllegalArgumentException(
          "a spread needs %s quantiles, found %s".formatted(LEVELS.size(), quantiles.size()));
    }
  }

  /**
   * {@return mean, standard deviation and quantiles of the values}
   *
   * @param values one per run, at least 2, all finite
   * @throws IllegalArgumentException if there are fewer than 2, or one is not finite
   */
  public static Spread of(double... values) {
    if (Arrays.stream(values).anyMatch(v -> !Double.isFinite(v))) {
      throw new IllegalArgumentException(
          "a spread needs finite values, found " + Arrays.toString(values));
    }
    if (values.length < 2) {
      throw new IllegalArgumentException("a spread needs at least 2 runs, found " + values.length);
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(values);
    List<Double> quantiles =
        LEVELS.stream()
            .map(q -> q == 0 ? StatUtils.min(values) : percentile.evaluate(100 * q))
            .toList();
    double mean = StatUtils.mean(values);
    return new Spread(values.length, mean, Math.sqrt(StatUtils.variance(values, mean)), quantiles);
  }

  /**
   * Lower end of the band.
   *
   * @param width in standard deviations
   * @return mean - width * standardDeviation
   */
  public double low(double width) {
    return mean - width * standardDeviation;
  }

  /**
   * Upper end of the band.
   *
   * @param width in standard deviations
   * @return mean + width * standardDeviation
   */
  public double high(double width) {
    return mean + width * standardDeviation;
  }
}
