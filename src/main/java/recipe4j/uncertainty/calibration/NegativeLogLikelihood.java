package recipe4j.uncertainty.calibration;

import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/**
 * Mean negative log-likelihood of the true classes in nats, {@code -1/N sum ln p(y_i | x_i)}: the
 * categorical cross-entropy. A strictly proper score: only the true probabilities minimise it
 * (Gneiting and Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", 2007). 0 is
 * perfect; ln(classes) is what ignorance gets.
 */
public final class NegativeLogLikelihood {
  private NegativeLogLikelihood() {}

  /**
   * Of the network's own softmax.
   *
   * @param logits one row per sample
   * @param labels the true class of each sample, 0-based
   * @return 0 or above, finite unless differences of logits overflow
   * @throws IllegalArgumentException if the labels don't fit the logits
   */
  public static double of(Logits logits, int[] labels) {
    return of(logits, labels, 1);
  }

  /**
   * At a temperature.
   *
   * @param logits one row per sample
   * @param labels the true class of each sample, 0-based
   * @param temperature 0 to infinity
   * @return 0 or above; infinite at temperature 0 if one prediction is wrong
   * @throws IllegalArgumentException if the labels don't fit the logits, or the temperature is
   *     negative or NaN
   */
  public static double of(Logits logits, int[] labels, double temperature) {
    Labels.check(logits, labels);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= logits.logProbability(i, labels[i], temperature);
    }
    return Math.abs(sum / labels.length); // no -0.0
  }

  /**
   * Of probabilities. Prefer the logits where there are any: a probability that was rounded to 0
   * makes this infinite.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @return 0 or above; infinite if a true class has probability 0
   * @throws IllegalArgumentException if the labels don't fit the probabilities
   */
  public static double of(Probabilities probabilities, int[] labels) {
    Labels.check(probabilities, labels);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(probabilities.get(i, labels[i]));
    }
    return Math.abs(sum / labels.length);
  }
}
