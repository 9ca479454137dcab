package recipe4j.uncertainty.calibration;

import java.util.Locale;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Softmax;

/**
 * How sure a fitted temperature is. With {@code b = 1/T}, the derivatives of the negative
 * log-likelihood of sample i at the optimum are {@code s_i = E_p[z_i] - z_iy} and {@code c_i =
 * Var_p[z_i]}.
 *
 * <ul>
 *   <li>By curvature: {@code b} has the standard error {@code 1 / sqrt(sum c_i)} (Fisher 1925; Cox
 *       and Hinkley 1974, section 9.2). It trusts that the model of one temperature is right.
 *   <li>By bootstrap through the fit: on every resample one Newton step from the optimum, {@code b
 *       - sum s_i / sum c_i} (Shao and Tu 1995, "The Jackknife and Bootstrap", section 5.4). It
 *       does not.
 *   <li>Whether 1 would do: twice the gain of the log-likelihood is chi-squared with one degree of
 *       freedom if the true temperature is 1 (Wilks 1938).
 * </ul>
 *
 * <p>Of 100 samples with two classes whose logits lie 2 apart, of which 90 are right: {@code b =
 * ln(9) / 2 = 1.0986}, standard error {@code 1 / sqrt(100 2^2 0.9 0.1) = 1/6}, so T = 0.9102 with
 * the interval 1/1.4253 = 0.7016 to 1/0.7720 = 1.2954.
 *
 * @param curvature interval of the temperature by curvature
 * @param bootstrap interval by bootstrap through the fit
 * @param p of the test that the temperature is 1
 */
public record TemperatureInterval(
    ConfidenceInterval curvature, ConfidenceInterval bootstrap, double p) {
  private static final double LEVEL = 0.95;

  /**
   * Computes both.
   *
   * @param fit a fit that has converged
   * @param logits that it was fitted on
   * @param labels likewise
   * @param bootstrap number of resamples and seed
   * @return the intervals
   * @throws IllegalArgumentException if the fit has not converged, or the labels don't fit
   */
  public static TemperatureInterval of(
      TemperatureScaling fit, Logits logits, int[] labels, Bootstrap bootstrap) {
    Labels.check(logits, labels);
    if (fit.outcome() != TemperatureScaling.Outcome.CONVERGED) {
      throw new IllegalArgumentException(
          "an interval needs a temperature that was found, found " + fit.summary());
    }
    double[] slopes = new double[labels.length];
    double[] curvatures = new double[labels.length];
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double[] z = logits.row(i);
      int likeliest = logits.argmax(i);
      double top = z[likeliest];
      double[] p = Softmax.of(z, likeliest, fit.temperature());
      double mean = 0;
      double square = 0;
      for (int c = 0; c < z.length; c++) {
        mean += p[c] * (z[c] - top);
        square += p[c] * (z[c] - top) * (z[c] - top);
      }
      slopes[i] = mean - (z[labels[i]] - top);
      curvatures[i] = Math.max(0, square - mean * mean);
      sum += curvatures[i];
    }
    double b = 1 / fit.temperature();
    double error =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + LEVEL) / 2)
            / Math.sqrt(sum);
    ConfidenceInterval resampled =
        new Bootstrap(bootstrap.resamples(), LEVEL, bootstrap.seed())
            .interval(labels.length, rows -> b - ratio(slopes, curvatures, rows));
    double gain = 2.0 * labels.length * (fit.before() - fit.after());
    return new TemperatureInterval(
        new ConfidenceInterval(fit.temperature(), inverse(b + error), inverse(b - error), LEVEL),
        new ConfidenceInterval(
            fit.temperature(), inverse(resampled.upper()), inverse(resampled.lower()), LEVEL),
        1 - new ChiSquaredDistribution(null, 1).cumulativeProbability(Math.max(0, gain)));
  }

  /** Of the means of some samples. */
  private static double ratio(double[] slopes, double[] curvatures, int[] rows) {
    double slope = 0;
    double curvature = 0;
    for (int row : rows) {
      slope += slopes[row];
      curvature += curvatures[row];
    }
    return slope / rows.length / (curvature / rows.length);
  }

  private static double inverse(double b) {
    return b > 0 ? 1 / b : Double.POSITIVE_INFINITY;
  }

  /** {@return both intervals and the test, in one sentence} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "The temperature lies between %.4f and %.4f by the likelihood's curvature, %.4f and %.4f by"
            + " bootstrap through the fit (95%%); temperature 1 is %s (p %s).",
        curvature.lower(),
        curvature.upper(),
        bootstrap.lower(),
        bootstrap.upper(),
        p < 1 - LEVEL ? "not consistent with that" : "consistent with that",
        p < 0.001 ? "below 0.001" : String.format(Locale.ROOT, "= %.2g", p));
  }
}
