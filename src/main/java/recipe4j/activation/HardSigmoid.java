package recipe4j.activation;

/** {@code x / 6 + 1/2} from 0 to 1, as Keras 3 has it; Keras 2 and DL4J take {@code 0.2 x}. */
@SuppressWarnings("serial") // JSON is what is saved
public final class HardSigmoid extends ElementFunction {
  @Override
  public double value(double x) {
    return Math.min(Math.max(x / 6 + 0.5, 0), 1);
  }

  @Override
  public double slope(double x) {
    return x > -3 && x < 3 ? 1.0 / 6 : 0;
  }
}
