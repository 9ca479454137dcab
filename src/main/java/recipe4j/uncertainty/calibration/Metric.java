package recipe4j.uncertainty.calibration;

import recipe4j.uncertainty.ClassScores;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/**
 * A metric of how well predictions fit the true classes, usually a method reference: {@code
 * BrierScore::of}.
 *
 * @param <S> what is scored, {@link Logits} or {@link Probabilities}
 */
@FunctionalInterface
public interface Metric<S extends ClassScores<S>> {
  /**
   * Computes the metric.
   *
   * @param scores one row per sample
   * @param labels the true class of each sample, 0-based
   * @return the metric's value
   * @throws IllegalArgumentException if the labels don't fit the scores
   */
  double of(S scores, int[] labels);
}
