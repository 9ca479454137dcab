package recipe4j.activation;

/** The exponential of each value. */
@SuppressWarnings("serial") // JSON is what is saved
public final class Exponential extends ElementFunction {
  @Override
  public double value(double x) {
    return Math.exp(x);
  }

  @Override
  public double slope(double x) {
    return Math.exp(x);
  }
}
