package recipe4j.run;

import java.util.List;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.calibration.Bootstrap;
import recipe4j.uncertainty.calibration.CalibrationError;
import recipe4j.uncertainty.calibration.CalibrationScores;
import recipe4j.uncertainty.calibration.ConfidenceBin;
import recipe4j.uncertainty.calibration.ConfidenceInterval;
import recipe4j.uncertainty.calibration.ReliabilityDiagram;

/**
 * How good the probabilities of the test images are at one temperature. The intervals come from
 * bootstrap resamples; see {@link Bootstrap} on those of calibration errors.
 *
 * @param name for people: "as trained", "calibrated"
 * @param temperature above 0
 * @param negativeLogLikelihood mean, in nats
 * @param brier 0 to 2
 * @param expectedError ECE over 15 bins of equal width, 0 to 1
 * @param adaptiveError the same over bins of equal mass
 * @param classWiseError the same, each class against the rest
 * @param bins the reliability diagram of equal width
 */
public record Scores(
    String name,
    double temperature,
    ConfidenceInterval negativeLogLikelihood,
    ConfidenceInterval brier,
    ConfidenceInterval expectedError,
    double adaptiveError,
    double classWiseError,
    List<ConfidenceBin> bins) {
  private static final Bootstrap BOOTSTRAP = Bootstrap.withSeed(1);

  /**
   * Keeps a copy of the bins.
   *
   * @throws IllegalArgumentException if there is no bin or the temperature is not above 0
   */
  public Scores {
    bins = List.copyOf(bins);
    if (bins.isEmpty() || !(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "scores need bins and a finite temperature above 0, found %s and %s"
              .formatted(bins.size(), temperature));
    }
  }

  static Scores of(String name, double temperature, Logits logits, int[] labels) {
    Probabilities probabilities = logits.atTemperature(temperature);
    CalibrationScores scores = CalibrationScores.of(logits, temperature, labels, BOOTSTRAP);
    return new Scores(
        name,
        temperature,
        scores.negativeLogLikelihood(),
        scores.brierScore(),
        scores.expectedError(),
        CalibrationError.adaptive(probabilities, labels).expected(),
        CalibrationError.classWise(probabilities, labels),
        ReliabilityDiagram.equalWidth(probabilities, labels, ReliabilityDiagram.DEFAULT_BINS)
            .bins());
  }

  /** {@return number of samples in all bins, at least 0} */
  public int samples() {
    return bins.stream().mapToInt(ConfidenceBin::count).sum();
  }
}
