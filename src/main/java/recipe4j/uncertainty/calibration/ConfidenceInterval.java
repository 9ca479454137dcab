package recipe4j.uncertainty.calibration;

/**
 * A number and the range in which it would lie on other samples of the same kind.
 *
 * @param estimate on the samples at hand
 * @param lower lower end
 * @param upper upper end
 * @param level how often such a range is meant to hold the truth, 0 to 1
 */
public record ConfidenceInterval(double estimate, double lower, double upper, double level) {}
