package recipe4j.uncertainty.calibration;

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
  /** {@return how far confidence and accuracy are apart, 0 to 1; 0 in an empty bin} */
  public double gap() {
    return Math.abs(accuracy - confidence);
  }

  /** {@return whether there is no sample: the count is 0} */
  public boolean isEmpty() {
    return count == 0;
  }
}
