package recipe4j.uncertainty.calibration;

import recipe4j.uncertainty.Probabilities;

/**
 * How far confidence and accuracy are apart, summed up over the bins of a {@link
 * ReliabilityDiagram}; n_b of N samples lie in bin b:
 *
 * <ul>
 *   <li>expected (ECE): {@code sum n_b/N |acc_b - conf_b|} (Naeini et al., "Obtaining Well
 *       Calibrated Probabilities Using Bayesian Binning", 2015);
 *   <li>maximum (MCE): {@code max |acc_b - conf_b|} over the bins that hold samples (same source);
 *   <li>root mean square (RMSCE): {@code sqrt(sum n_b/N (acc_b - conf_b)^2)} (Hendrycks et al.,
 *       "Deep Anomaly Detection with Outlier Exposure", 2019).
 * </ul>
 *
 * <p>All three depend on the bins and, on small sets, are too high on average: chance alone opens
 * gaps. Compare them on the same set with the same bins, and beside a proper score ({@link
 * NegativeLogLikelihood}, {@link BrierScore}).
 *
 * @param expected 0 to 1
 * @param maximum 0 to 1
 * @param rootMeanSquare 0 to 1, between the two
 */
public record CalibrationError(double expected, double maximum, double rootMeanSquare) {
  /**
   * Sums up a diagram.
   *
   * @param diagram any bins, at least one sample
   * @return its errors
   * @throws IllegalArgumentException if there is no sample
   */
  public static CalibrationError of(ReliabilityDiagram diagram) {
    if (diagram.samples() == 0) {
      throw new IllegalArgumentException("a calibration error needs at least one sample, found 0");
    }
    double expected = 0;
    double maximum = 0;
    double squares = 0;
    for (ConfidenceBin bin : diagram.bins()) {
      double weight = (double) bin.count() / diagram.samples();
      expected += weight * bin.gap();
      squares += weight * bin.gap() * bin.gap();
      maximum = Math.max(maximum, bin.gap());
    }
    return new CalibrationError(expected, maximum, Math.sqrt(squares));
  }

  /**
   * Over 15 bins of equal width.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @return the errors of the top probability
   * @throws IllegalArgumentException if the labels don't fit the probabilities
   */
  public static CalibrationError of(Probabilities probabilities, int[] labels) {
    return of(
        ReliabilityDiagram.equalWidth(probabilities, labels, ReliabilityDiagram.DEFAULT_BINS));
  }

  /**
   * Over 15 bins of equal mass: no bin is nearly empty, and the crowded region near confidence 1,
   * where a good classifier has most of its samples, is resolved.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @return the errors of the top probability
   * @throws IllegalArgumentException if the labels don't fit the probabilities
   */
  public static CalibrationError adaptive(Probabilities probabilities, int[] labels) {
    return of(ReliabilityDiagram.equalMass(probabilities, labels, ReliabilityDiagram.DEFAULT_BINS));
  }

  /**
   * Root mean square error without the part that chance adds on average: from every bin's squared
   * gap the variance of its accuracy is taken, {@code sum n_b/N ((acc_b - conf_b)^2 - acc_b (1 -
   * acc_b) / (n_b - 1))} (Kumar, Liang and Ma, "Verified Uncertainty Calibration", 2019). A bin of
   * one sample has no variance and is left out. Of 10 samples in one bin with confidence 0.8, 6
   * right: 0.04 - 0.24 / 9 = 0.0133, the root is 0.1155.
   *
   * @param diagram any bins
   * @return 0 to 1; 0 where chance explains all
   */
  public static double debiased(ReliabilityDiagram diagram) {
    double sum = 0;
    for (ConfidenceBin bin : diagram.bins()) {
      if (bin.count() > 1) {
        double variance = bin.accuracy() * (1 - bin.accuracy()) / (bin.count() - 1);
        sum += (bin.gap() * bin.gap() - variance) * bin.count() / diagram.samples();
      }
    }
    return Math.sqrt(Math.max(0, sum));
  }

  /**
   * Class-wise ECE: the mean over the classes of the expected error of each class against the rest,
   * over 15 bins of equal width (Kull et al., "Beyond temperature scaling", 2019). It sees
   * probabilities that the top one hides.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @return 0 to 1
   * @throws IllegalArgumentException if the labels don't fit the probabilities
   */
  public static double classWise(Probabilities probabilities, int[] labels) {
    double sum = 0;
    for (int label = 0; label < probabilities.classes(); label++) {
      ReliabilityDiagram diagram =
          ReliabilityDiagram.ofClass(probabilities, labels, label, ReliabilityDiagram.DEFAULT_BINS);
      sum += of(diagram).expected();
    }
    return sum / probabilities.classes();
  }
}
