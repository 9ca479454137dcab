package recipe4j.uncertainty;

import java.util.function.IntToDoubleFunction;

/**
 * The usual three numbers for how good probabilities are, with intervals: two proper scores and the
 * calibration error of the top probability.
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
   * Judges logits at a temperature.
   *
   * @param logits one row per sample
   * @param temperature above 0
   * @param labels the true class of each sample, 0-based
   * @param bootstrap for the intervals; the same one draws the same samples for whatever it judges
   * @return the scores
   * @throws IllegalArgumentException if the labels don't fit, or the temperature is negative or NaN
   */
  public static CalibrationScores of(
      Logits logits, double temperature, int[] labels, Bootstrap bootstrap) {
    Labels.check(logits, labels);
    return of(
        logits.atTemperature(temperature),
        labels,
        i -> -logits.logProbability(i, labels[i], temperature),
        bootstrap);
  }

  /**
   * Judges probabilities.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @param bootstrap for the intervals; the same one draws the same samples for whatever it judges
   * @return the scores
   * @throws IllegalArgumentException if the labels don't fit
   */
  public static CalibrationScores of(
      Probabilities probabilities, int[] labels, Bootstrap bootstrap) {
    Labels.check(probabilities, labels);
    return of(probabilities, labels, i -> -Math.log(probabilities.get(i, labels[i])), bootstrap);
  }

  /** Each sample is judged once; resampling then only adds up. */
  private static CalibrationScores of(
      Probabilities p, int[] labels, IntToDoubleFunction loss, Bootstrap bootstrap) {
    int samples = labels.length;
    double[] losses = new double[samples];
    double[] distances = new double[samples];
    for (int i = 0; i < samples; i++) {
      losses[i] = Math.abs(loss.applyAsDouble(i)); // no -0.0
      distances[i] = BrierScore.of(p.row(i), labels[i]);
    }
    double[] confidences = ReliabilityDiagram.topProbabilities(p);
    boolean[] hits = Labels.hits(p, labels);
    return new CalibrationScores(
        bootstrap.interval(samples, rows -> mean(losses, rows)),
        bootstrap.interval(samples, rows -> mean(distances, rows)),
        bootstrap.interval(samples, rows -> expectedError(confidences, hits, rows)));
  }

  private static double mean(double[] values, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += values[row];
    }
    return sum / rows.length;
  }

  private static double expectedError(double[] confidences, boolean[] hits, int[] rows) {
    double[] drawn = new double[rows.length];
    boolean[] right = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      drawn[i] = confidences[rows[i]];
      right[i] = hits[rows[i]];
    }
    return CalibrationError.of(
            ReliabilityDiagram.equalWidth(drawn, right, ReliabilityDiagram.DEFAULT_BINS))
        .expected();
  }
}
