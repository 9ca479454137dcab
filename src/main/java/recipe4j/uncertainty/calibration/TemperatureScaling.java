package recipe4j.uncertainty.calibration;

import java.util.Locale;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/**
 * Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", 2017): the one
 * temperature at which the {@link NegativeLogLikelihood} of held-out labels is least. It changes
 * how sure the model is, never what it predicts.
 *
 * <p>Fit it on validation logits, never on those of the training set, on which the model is
 * overconfident. The likelihood is convex in {@code 1/T}, so there is one optimum, which is
 * bracketed and solved to the last digits, or none at a finite temperature; {@link #outcome} says
 * which.
 *
 * @param temperature the optimum: 0 or infinity where it lies there, 1 where all are equally good
 * @param outcome what kind of optimum it is
 * @param before negative log-likelihood at temperature 1, in nats
 * @param after negative log-likelihood at the optimum or, where there is no finite one, in the
 *     limit; never above {@code before}
 * @param iterations evaluations of the gradient
 * @param gradient derivative of the negative log-likelihood by {@code 1/T} at the end; next to 0 if
 *     {@link Outcome#CONVERGED}, else where the search stopped
 */
public record TemperatureScaling(
    double temperature,
    Outcome outcome,
    double before,
    double after,
    int iterations,
    double gradient)
    implements Calibrator {

  /** Where the optimum lies. */
  public enum Outcome {
    /** At a finite temperature above 0. */
    CONVERGED,
    /**
     * Nowhere: every sample is predicted right, so the likelihood gains without end as the
     * temperature falls to 0. More validation samples would show the first mistake.
     */
    SEPARATED,
    /**
     * Nowhere: the logits tell nothing of the labels, or mislead, so no temperature is better than
     * none at all, the uniform distribution.
     */
    UNINFORMATIVE,
    /** Everywhere: all classes of each sample have the same logit. */
    INDIFFERENT
  }

  /**
   * Fits the temperature.
   *
   * @param logits of samples that the model was not trained on
   * @param labels the true class of each sample, 0-based
   * @return the fit
   * @throws IllegalArgumentException if the labels don't fit the logits
   */
  public static TemperatureScaling fit(Logits logits, int[] labels) {
    Labels.check(logits, labels);
    return new TemperatureSolver(logits, labels).solve();
  }

  /**
   * {@return whether {@link #temperature} can be used as it is: {@link Outcome#CONVERGED} or {@link
   * Outcome#INDIFFERENT}}
   */
  public boolean isFinite() {
    return temperature > 0 && temperature < Double.POSITIVE_INFINITY;
  }

  /**
   * Calibrated probabilities. Without a finite optimum the temperature stays 1: a finite set of
   * samples does not justify certainty, or a uniform distribution, for all others.
   */
  @Override
  public Probabilities apply(Logits logits) {
    return logits.atTemperature(isFinite() ? temperature : 1);
  }

  @Override
  public String summary() {
    return switch (outcome) {
      case CONVERGED ->
          String.format(
              Locale.ROOT,
              "temperature %.4f takes the negative log-likelihood from %.4f to %.4f",
              temperature,
              before,
              after);
      case SEPARATED ->
          "no finite temperature: every sample is predicted right, so less is always better;"
              + " temperature 1 stays in use";
      case UNINFORMATIVE ->
          "no finite temperature: the logits say nothing of the labels, so more is always better;"
              + " temperature 1 stays in use";
      case INDIFFERENT -> "any temperature: all classes have the same logit; 1 stays in use";
    };
  }
}
