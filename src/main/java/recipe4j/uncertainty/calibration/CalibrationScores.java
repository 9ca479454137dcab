package recipe4j.uncertainty.calibration;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
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
    return of(List.of(SampleScores.of(logits, temperature, labels)), bootstrap).get(0);
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
    return of(List.of(SampleScores.of(probabilities, labels)), bootstrap).get(0);
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
    return of(List.of(from, to), bootstrap).get(2);
  }

  /**
   * Several scores of the same samples, and by how much each differs from the first, on the same
   * resamples, which are drawn once.
   *
   * @param all at least one, each of as many samples
   * @param bootstrap for the intervals
   * @return the scores in the same order; then for each after the first its scores less those of
   *     the first, below 0 where it is better
   * @throws IllegalArgumentException if there are none, or their samples differ in number
   */
  public static List<CalibrationScores> of(List<SampleScores> all, Bootstrap bootstrap) {
    if (all.stream().mapToInt(SampleScores::count).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "scores to compare must be of the same samples, found numbers of samples %s"
              .formatted(all.stream().map(SampleScores::count).toList()));
    }
    List<ConfidenceInterval> intervals =
        bootstrap.intervals(
            compare(all, SampleScores::ofAll),
            all.get(0).count(),
            drawn -> {
              int[] times = new int[drawn.length];
              for (int row : drawn) {
                times[row]++;
              }
              return compare(all, one -> one.of(times));
            });
    return IntStream.range(0, intervals.size() / SampleScores.METRICS)
        .map(i -> i * SampleScores.METRICS)
        .mapToObj(
            i ->
                new CalibrationScores(intervals.get(i), intervals.get(i + 1), intervals.get(i + 2)))
        .toList();
  }

  private static double[] compare(List<SampleScores> all, Function<SampleScores, double[]> scores) {
    int k = SampleScores.METRICS;
    double[] found = new double[k * (2 * all.size() - 1)];
    for (int i = 0; i < all.size(); i++) {
      System.arraycopy(scores.apply(all.get(i)), 0, found, k * i, k);
    }
    for (int m = k; m < k * all.size(); m++) {
      found[k * (all.size() - 1) + m] = found[m] - found[m % k];
    }
    return found;
  }
}
