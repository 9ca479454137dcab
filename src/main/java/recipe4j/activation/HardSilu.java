package recipe4j.activation;

/** {@code x} times {@link HardSigmoid} (Howard et al., 2019), also called hard swish. */
@SuppressWarnings("serial") // JSON is what is saved
public final class HardSilu extends ElementFunction {
  @Override
  public double value(double x) {
    return x * Math.min(Math.max(x / 6 + 0.5, 0), 1);
  }

  @Override
  public double slope(double x) {
    return x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5;
  }
}
