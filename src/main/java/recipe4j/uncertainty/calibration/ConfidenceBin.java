package recipe4j.uncertainty.calibration;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Samples of similar confidence. Confidences lie in (lower, upper]; the first bin of a diagram also
 * takes its lower edge.
 *
 * @param lower lower edge
 * @param upper upper edge
 * @param count number of samples, 0 or more
 * @param accuracy fraction that is right, 0 in an empty bin
 * @param confidence mean confidence, 0 in an empty bin
 */
public record ConfidenceBin(
    double lower, double upper, int count, double accuracy, double confidence) {
  private static final int FEW = 10;

  /** {@return how far confidence and accuracy are apart, 0 to 1; 0 in an empty bin} */
  public double gap() {
    return Math.abs(accuracy - confidence);
  }

  /**
   * {@return lower end of the accuracies that 95% of calibrated models have here}: the 2.5%
   * quantile of a binomial with this count and confidence (Bröcker and Smith 2007, with the
   * confidences of the bin all alike, which widens it a little). Of 10 samples with confidence 0.8
   * it is 0.5, and the upper end 1.
   */
  public double consistentFrom() {
    return quantile(0.025);
  }

  /** {@return upper end of the accuracies that 95% of calibrated models have here} */
  public double consistentTo() {
    return quantile(0.975);
  }

  private double quantile(double level) {
    double share = Math.min(1, Math.max(0, confidence));
    return isEmpty()
        ? 0
        : (double) new BinomialDistribution(null, count, share).inverseCumulativeProbability(level)
            / count;
  }

  /** {@return whether there are samples, but fewer than 10, too few to tell anything} */
  public boolean isThin() {
    return count > 0 && count < FEW;
  }

  /** {@return whether there is no sample: the count is 0} */
  public boolean isEmpty() {
    return count == 0;
  }
}
