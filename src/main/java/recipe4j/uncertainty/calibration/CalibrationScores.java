package recipe4j.uncertainty.calibration;

import java.util.List;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/**
 * Three scores of probabilities, with intervals: two proper scores and the calibration error of the
 * top probability.
 *
 * @param negativeLogLikelihood in nats, 0 or above, infinite if a true class has probability 0
 * @param brierScore 0 to 2
 * @param expectedError expected calibration error over 15 bins of equal width, 0 to 1
 */
public record CalibrationScores(
    ConfidenceInterval negativeLogLikelihood,
    ConfidenceInterval brierScore,
    ConfidenceInterval expectedError) {

  /**
   * Scores logits at a temperature.
   *
   * @param logits one row per sample
   * @param temperature above 0
   * @param labels the true class of each sample, 0-based
   * @param bootstrap for the intervals; the same one draws the same samples for all that is
   *     compared
   * @return the scores
   * @throws IllegalArgumentException if the labels don't fit, or the temperature is negative or NaN
   */
  public static CalibrationScores of(
      Logits logits, double temperature, int[] labels, Bootstrap bootstrap) {
    return of(SampleScores.of(logits, temperature, labels), bootstrap);
  }

  /**
   * Scores probabilities.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @param bootstrap for the intervals; the same one draws the same samples for all that is
   *     compared
   * @return the scores
   * @throws IllegalArgumentException if the labels don't fit
   */
  public static CalibrationScores of(
      Probabilities probabilities, int[] labels, Bootstrap bootstrap) {
    return of(SampleScores.of(probabilities, labels), bootstrap);
  }

  /**
   * By how much the scores change from one temperature to another, on the same samples: since both
   * have the same easy and hard ones, this is known far better than either score.
   *
   * @param logits one row per sample
   * @param before temperature, above 0
   * @param after temperature, above 0
   * @param labels the true class of each sample, 0-based
   * @param bootstrap for the intervals
   * @return scores after less scores before; below 0 where they get better
   * @throws IllegalArgumentException if the labels don't fit, or a temperature is negative or NaN
   */
  public static CalibrationScores change(
      Logits logits, double before, double after, int[] labels, Bootstrap bootstrap) {
    SampleScores from = SampleScores.of(logits, before, labels);
    SampleScores to = SampleScores.of(logits, after, labels);
    return of(
        bootstrap.intervals(
            labels.length,
            List.of(
                r -> to.meanLoss(r) - from.meanLoss(r),
                r -> to.meanDistance(r) - from.meanDistance(r),
                r -> to.expectedError(r) - from.expectedError(r))));
  }

  private static CalibrationScores of(SampleScores scores, Bootstrap bootstrap) {
    return of(
        bootstrap.intervals(
            scores.count(),
            List.of(scores::meanLoss, scores::meanDistance, scores::expectedError)));
  }

  private static CalibrationScores of(List<ConfidenceInterval> three) {
    return new CalibrationScores(three.get(0), three.get(1), three.get(2));
  }
}
