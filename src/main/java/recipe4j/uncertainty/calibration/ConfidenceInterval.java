package recipe4j.uncertainty.calibration;

/**
 * An estimate with its confidence interval.
 *
 * @param estimate on the samples at hand
 * @param lower lower end
 * @param upper upper end
 * @param level nominal coverage, 0 to 1
 */
public record ConfidenceInterval(double estimate, double lower, double upper, double level) {}
