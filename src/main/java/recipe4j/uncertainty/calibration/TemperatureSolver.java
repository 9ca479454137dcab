package recipe4j.uncertainty.calibration;

import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.calibration.TemperatureScaling.Outcome;

/**
 * Finds the root of the likelihood's derivative by {@code b = 1/T}, which rises with b:
 *
 * <pre>{@code
 * g(b)  = mean_i( E_p[z_i] - z_iy )     p = softmax(b z_i)
 * g'(b) = mean_i( Var_p[z_i] )
 * }</pre>
 *
 * <p>All logits are taken as distances below the row's largest and scaled by a power of two into
 * (-1, 0], so that nothing overflows and steps have a natural size.
 */
final class TemperatureSolver {
  private static final double LARGEST = 0x1p1000;
  private static final int MOST_STEPS = 500;

  /** A sum of terms that cancel can't be known better than this, relative to their size. */
  private static final double NOISE = 0x1p-50;

  private final Logits logits;
  private final int[] labels;
  private final double[][] gaps;
  private final int exponent;

  private int evaluations;
  private double slope;
  private double curvature;
  private double size;

  TemperatureSolver(Logits logits, int[] labels) {
    this.logits = logits;
    this.labels = labels;
    double widest = 0; // half of the largest distance, which itself may overflow
    for (int i = 0; i < labels.length; i++) {
      double half = logits.get(i, logits.argmax(i)) / 2;
      for (double logit : logits.row(i)) {
        widest = Math.max(widest, half - logit / 2);
      }
    }
    exponent = widest == 0 ? 0 : Math.getExponent(widest) + 2;
    gaps = new double[labels.length][];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = logits.row(i);
      double max = logits.get(i, logits.argmax(i));
      for (int j = 0; j < gaps[i].length; j++) {
        gaps[i][j] = Math.scalb(gaps[i][j] / 2 - max / 2, 1 - exponent);
      }
    }
  }

  TemperatureScaling solve() {
    double before = NegativeLogLikelihood.of(logits, labels);
    evaluate(0);
    if (curvature == 0) {
      return new TemperatureScaling(1, Outcome.INDIFFERENT, before, before, evaluations, 0);
    }
    if (slope >= 0) {
      double limit = NegativeLogLikelihood.of(logits, labels, Double.POSITIVE_INFINITY);
      return result(Double.POSITIVE_INFINITY, Outcome.UNINFORMATIVE, before, limit);
    }
    if (separated()) {
      return result(0, Outcome.SEPARATED, before, limitOfZero());
    }
    double beta = root(upperBound());
    double temperature =
        Math.min(Math.max(Math.scalb(1 / beta, exponent), Double.MIN_VALUE), Double.MAX_VALUE);
    double after = NegativeLogLikelihood.of(logits, labels, temperature);
    if (after > before) { // 1 is the optimum already, but for rounding
      evaluate(Math.min(Math.scalb(1.0, exponent), LARGEST));
      return result(1, Outcome.CONVERGED, before, before);
    }
    return result(temperature, Outcome.CONVERGED, before, after);
  }

  private TemperatureScaling result(
      double temperature, Outcome outcome, double before, double after) {
    double gradient = Math.scalb(slope, exponent); // back to the scale of the logits
    return new TemperatureScaling(temperature, outcome, before, after, evaluations, gradient);
  }

  /** Whether every true class has the highest logit, or shares it. */
  private boolean separated() {
    for (int i = 0; i < labels.length; i++) {
      if (gaps[i][labels[i]] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Likelihood where the highest logits of each sample share all probability. */
  private double limitOfZero() {
    double sum = 0;
    for (double[] row : gaps) {
      int ties = 0;
      for (double gap : row) {
        ties += gap == 0 ? 1 : 0;
      }
      sum += Math.log(ties);
    }
    return sum / gaps.length;
  }

  /** A point at or beyond the root, by doubling. */
  private double upperBound() {
    double upper = 1;
    evaluate(upper);
    while (slope < 0 && upper < LARGEST) {
      upper *= 2;
      evaluate(upper);
    }
    return upper;
  }

  /**
   * Newton's method in a shrinking bracket; halves the bracket where Newton is slow or leaves it.
   */
  private double root(double upper) {
    double low = 0;
    double high = upper;
    double beta = upper;
    double lastStep = upper;
    for (int i = 0; i < MOST_STEPS && Math.abs(slope) > NOISE * size; i++) {
      double next = beta - slope / curvature;
      if (!(next > low && next < high) || Math.abs(next - beta) > lastStep / 2) {
        next = low + (high - low) / 2;
      }
      lastStep = Math.abs(next - beta);
      if (lastStep <= Math.ulp(beta)) {
        break;
      }
      beta = next;
      evaluate(beta);
      if (slope < 0) {
        low = beta;
      } else {
        high = beta;
      }
    }
    return beta;
  }

  /**
   * Sets slope, curvature and the mean size of the slope's terms at {@code beta}, in scaled units.
   */
  private void evaluate(double beta) {
    evaluations++;
    double slopes = 0;
    double curvatures = 0;
    double sizes = 0;
    for (int i = 0; i < labels.length; i++) {
      double sum = 0;
      double first = 0;
      double second = 0;
      for (double gap : gaps[i]) {
        double weight = Math.exp(beta * gap);
        sum += weight;
        first += weight * gap;
        second += weight * gap * gap;
      }
      double mean = first / sum;
      double term = mean - gaps[i][labels[i]];
      slopes += term;
      sizes += Math.abs(term);
      curvatures += Math.max(0, second / sum - mean * mean);
    }
    slope = slopes / labels.length;
    curvature = curvatures / labels.length;
    size = sizes / labels.length;
  }
}
