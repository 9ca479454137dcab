package recipe4j.uncertainty.calibration;

import java.util.Locale;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Probabilities;

/**
 * Whether probabilities are consistent with calibrated ones, by consistency resampling (Bröcker and
 * Smith 2007, "Increasing the Reliability of Reliability Diagrams"): which predictions are right is
 * drawn from their own confidences, and the calibration error of what comes out is compared with
 * that found. Chance alone opens gaps; the test says whether these are larger.
 *
 * @param expectedError ECE over 15 bins of equal width, as found
 * @param chance mean ECE of calibrated predictions with the same confidences
 * @param debiased root mean square error without the part of chance ({@link
 *     CalibrationError#debiased})
 * @param p how often calibrated predictions have such an ECE or a larger one, above 0 to 1
 */
public record CalibrationTest(double expectedError, double chance, double debiased, double p) {
  private static final double LEVEL = 0.05;

  /**
   * Tests.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @param bootstrap number of draws and seed
   * @return the test
   * @throws IllegalArgumentException if the labels don't fit
   */
  public static CalibrationTest of(Probabilities probabilities, int[] labels, Bootstrap bootstrap) {
    boolean[] hits = Labels.hits(probabilities, labels);
    double[] confidences = ReliabilityDiagram.topProbabilities(probabilities);
    ReliabilityDiagram found =
        ReliabilityDiagram.equalWidth(confidences, hits, ReliabilityDiagram.DEFAULT_BINS);
    double error = CalibrationError.of(found).expected();
    int[] bins = ReliabilityDiagram.equalBins(confidences);
    double[] expected = new double[ReliabilityDiagram.DEFAULT_BINS];
    for (int i = 0; i < bins.length; i++) {
      expected[bins[i]] += confidences[i];
    }
    OneThreadRandom random = new OneThreadRandom(bootstrap.seed());
    int larger = 0;
    double sum = 0;
    for (int r = 0; r < bootstrap.resamples(); r++) {
      int[] right = new int[expected.length];
      for (int i = 0; i < bins.length; i++) {
        right[bins[i]] += random.nextDouble() < confidences[i] ? 1 : 0;
      }
      double gaps = 0;
      for (int b = 0; b < right.length; b++) {
        gaps += Math.abs(expected[b] - right[b]);
      }
      double drawn = gaps / bins.length;
      larger += drawn >= error ? 1 : 0;
      sum += drawn;
    }
    return new CalibrationTest(
        error,
        sum / bootstrap.resamples(),
        CalibrationError.debiased(found),
        (1.0 + larger) / (bootstrap.resamples() + 1));
  }

  /** {@return whether p is 5% or more} */
  public boolean isConsistent() {
    return p >= LEVEL;
  }

  /** {@return the test in one sentence} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s calibrated: chance alone gives an ECE of %.4f, this is %.4f (p = %.2g); debiased RMSCE %.4f.",
        isConsistent() ? "consistent with" : "not",
        chance,
        expectedError,
        p,
        debiased);
  }
}
