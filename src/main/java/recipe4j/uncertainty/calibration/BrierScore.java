package recipe4j.uncertainty.calibration;

import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Probabilities;

/**
 * Mean squared distance of the distribution from the truth, summed over all classes: {@code 1/N
 * sum_i sum_c (p_ic - [c = y_i])^2}, from 0 (perfect) to 2 (certain and wrong). This is the form of
 * Brier, "Verification of Forecasts Expressed in Terms of Probability", 1950; for two classes many
 * libraries give half of it.
 */
public final class BrierScore {
  private BrierScore() {}

  /**
   * {@return the score, 0 to 2}
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @throws IllegalArgumentException if the labels don't fit the probabilities
   */
  public static double of(Probabilities probabilities, int[] labels) {
    Labels.check(probabilities, labels);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += of(probabilities.row(i), labels[i]);
    }
    return sum / labels.length;
  }

  /** Of one sample. */
  static double of(double[] p, int label) {
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      double distance = p[c] - (c == label ? 1 : 0);
      sum += distance * distance;
    }
    return sum;
  }
}
