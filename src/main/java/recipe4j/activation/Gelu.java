package recipe4j.activation;

/**
 * {@code x} times the normal distribution up to x (Hendrycks and Gimpel, 2016), exactly; DL4J has
 * two approximations.
 */
@SuppressWarnings("serial") // JSON is what is saved
public final class Gelu extends ElementFunction {
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  /** Beyond it the distribution is 0 or 1 in single precision, in x times it too. */
  private static final double FAR = 14;

  @Override
  public double value(double x) {
    return x * normal(x);
  }

  @Override
  public double slope(double x) {
    return Math.abs(x) > FAR ? normal(x) : normal(x) + x * DENSITY * Math.exp(-x * x / 2);
  }

  /**
   * The normal distribution: for small x by the series of Abramowitz and Stegun (1964), 26.2.11,
   * else by the continued fraction 26.2.14.
   */
  static double normal(double x) {
    double size = Math.abs(x);
    if (!(size <= FAR)) {
      return Double.isNaN(x) ? x : x > 0 ? 1 : 0;
    }
    double density = DENSITY * Math.exp(-size * size / 2);
    double upper;
    if (size < 3) {
      double term = size;
      double sum = size;
      for (int n = 3; term > sum * 1e-12; n += 2) {
        term *= size * size / n;
        sum += term;
      }
      upper = 0.5 - density * sum;
    } else {
      double fraction = size;
      for (int n = 30; n > 0; n--) {
        fraction = size + n / fraction;
      }
      upper = density / fraction;
    }
    return x > 0 ? 1 - upper : upper;
  }
}
