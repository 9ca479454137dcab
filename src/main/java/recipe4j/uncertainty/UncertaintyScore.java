package recipe4j.uncertainty;

/**
 * One number per sample that is high where the prediction is likely to be wrong: for leaving
 * predictions out ({@link RiskCoverageCurve}) and for detecting out-of-distribution inputs ({@link
 * Auroc}). All are computed from the distances to the largest logit, so that they keep their order
 * where the softmax is saturated.
 */
public enum UncertaintyScore {
  /**
   * {@code 1 - max p} (Hendrycks and Gimpel, "A Baseline for Detecting Misclassified and
   * Out-of-Distribution Examples in Neural Networks", 2017), 0 to 1 - 1/classes.
   */
  MAXIMUM_PROBABILITY("maximum probability") {
    @Override
    double of(double max, double[] gaps, double rest, double temperature) {
      return rest / (1 + rest);
    }
  },

  /** {@code -sum p ln p} in nats (Shannon, 1948), 0 to ln(classes). */
  ENTROPY("entropy") {
    @Override
    double of(double max, double[] gaps, double rest, double temperature) {
      double entropy = Math.log1p(rest);
      for (double gap : gaps) {
        double weight = Math.exp(gap);
        if (weight > 0) { // 0 ln 0 = 0
          entropy -= weight / (1 + rest) * gap;
        }
      }
      return entropy;
    }
  },

  /**
   * {@code -T ln sum exp(z / T)} (Liu et al., "Energy-based Out-of-distribution Detection", 2020),
   * any number. Unlike the other two it sees how large the logits are, not only how far apart.
   */
  ENERGY("energy") {
    @Override
    double of(double max, double[] gaps, double rest, double temperature) {
      return -(max + temperature * Math.log1p(rest));
    }
  };

  private final String title;

  UncertaintyScore(String title) {
    this.title = title;
  }

  /** {@return the name as it is printed, for example "maximum probability"} */
  public String title() {
    return title;
  }

  /**
   * Scores at temperature 1.
   *
   * @param logits one row per sample
   * @return one score per sample, the higher the less sure
   */
  public double[] of(Logits logits) {
    return of(logits, 1);
  }

  /**
   * Scores at a temperature.
   *
   * @param logits one row per sample
   * @param temperature above 0 and finite
   * @return one score per sample, the higher the less sure
   * @throws IllegalArgumentException if the temperature is out of range
   */
  public double[] of(Logits logits, double temperature) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperature must be above 0 and finite, found " + temperature);
    }
    double[] scores = new double[logits.rows()];
    for (int i = 0; i < scores.length; i++) {
      double[] gaps = logits.row(i);
      int argmax = logits.argmax(i);
      double max = gaps[argmax];
      double rest = 0; // sum of exp(gap) without the largest, which is 1
      for (int j = 0; j < gaps.length; j++) {
        gaps[j] = Softmax.scaledGap(gaps[j], max, temperature);
        rest += j == argmax ? 0 : Math.exp(gaps[j]);
      }
      scores[i] = of(max, gaps, rest, temperature);
    }
    return scores;
  }

  abstract double of(double max, double[] gaps, double rest, double temperature);
}
