package recipe4j.uncertainty;

/**
 * Softmax at a temperature: {@code p_i = exp(z_i / T) / sum_j exp(z_j / T)}. The largest logit is
 * taken off first, which changes nothing and keeps {@code exp} from overflowing.
 */
public final class Softmax {
  private Softmax() {}

  static void checkTemperature(double temperature) {
    if (!(temperature >= 0)) {
      throw new IllegalArgumentException("temperature must be at least 0, found " + temperature);
    }
  }

  /** Probabilities of one sample, any temperature from 0 to infinity. */
  public static double[] of(double[] logits, int argmax, double temperature) {
    double[] p = new double[logits.length];
    if (temperature == 0) {
      p[argmax] = 1;
      return p;
    }
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      p[j] = Math.exp(scaledGap(logits[j], logits[argmax], temperature));
      sum += p[j];
    }
    for (int j = 0; j < p.length; j++) {
      p[j] /= sum;
    }
    return p;
  }

  /**
   * Natural logarithm of one probability, also where the probability itself is too small for a
   * double. -Infinity only where it is 0 in the limit or {@code (z - max) / T} overflows.
   */
  public static double logOf(double[] logits, int argmax, int label, double temperature) {
    if (temperature == 0) {
      return label == argmax ? 0 : Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(scaledGap(logit, logits[argmax], temperature));
    }
    return scaledGap(logits[label], logits[argmax], temperature) - Math.log(sum);
  }

  /** {@code (logit - max) / temperature}, 0 or below, also where the difference overflows. */
  static double scaledGap(double logit, double max, double temperature) {
    double gap = logit - max;
    return Double.isInfinite(gap) ? (logit / 2 - max / 2) / temperature * 2 : gap / temperature;
  }
}
