package recipe4j.uncertainty;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a classifier's last layer before its softmax: one finite number per sample and
 * class. Immutable.
 *
 * <p>Two mistakes are easily made here, and were made in the recipe's Python code. First, it passes
 * the outputs of the network as logits, but those have been through the softmax already: all lie
 * between 0 and 1, so a second softmax makes every prediction look unsure, at any temperature.
 * Hence two types. Second, it divides by {@code np.sum(exp, axis=1)} without {@code keepdims=True}:
 * [N, C] is then divided by [N], which numpy lines up with the <em>classes</em>. For 7 images of 10
 * classes that raises an error; for exactly 10 images it silently divides each column by the sum of
 * another image, and the rows no longer sum to 1. Here each row is divided by its own sum.
 */
public final class Logits extends ClassScores<Logits> {
  /** Computed when it is first asked for: scores, fits and tests all begin with it. */
  private @Nullable Probabilities softmax;

  private Logits(Matrix matrix) {
    super(matrix);
  }

  /**
   * Copies logits.
   *
   * @param values [samples, classes], finite, at least 1 by 1
   * @return the logits
   * @throws IllegalArgumentException if a value is NaN or infinite, rows differ in length or there
   *     are none
   */
  public static Logits of(double[][] values) {
    return checked(Matrix.copyOf(values, "logits"));
  }

  /**
   * Copies logits, each float kept exactly.
   *
   * @param values [samples, classes], finite, at least 1 by 1
   * @return the logits
   * @throws IllegalArgumentException if a value is NaN or infinite, rows differ in length or there
   *     are none
   */
  public static Logits of(float[][] values) {
    return checked(Matrix.copyOf(values, "logits"));
  }

  private static Logits checked(Matrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        if (!Double.isFinite(matrix.get(i, j))) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "logits must be finite, found %s for sample %d, class %d; has training diverged?",
                  matrix.get(i, j),
                  i,
                  j));
        }
      }
    }
    return new Logits(matrix);
  }

  /**
   * {@return probabilities as the network itself gives them, at temperature 1: each row's softmax}
   */
  public Probabilities softmax() {
    Probabilities known = softmax; // two threads may compute it twice, and get the same
    if (known == null) {
      known = tempered(1);
      softmax = known;
    }
    return known;
  }

  /**
   * Softmax of {@code logits / temperature}, stable for all finite logits. Below 1 the
   * distributions get sharper, above 1 flatter; the order of the classes stays.
   *
   * @param temperature 0 gives certainty (1 for the highest logit, the first one on a tie), {@code
   *     Double.POSITIVE_INFINITY} gives 1/classes to every class
   * @return rows that sum to 1
   * @throws IllegalArgumentException if the temperature is negative or NaN
   */
  public Probabilities atTemperature(double temperature) {
    Softmax.checkTemperature(temperature);
    return temperature == 1 ? softmax() : tempered(temperature);
  }

  private Probabilities tempered(double temperature) {
    double[] values = new double[rows() * classes()];
    int[] highest = new int[rows()];
    for (int i = 0; i < highest.length; i++) {
      highest[i] = argmax(i);
      double[] p = Softmax.of(row(i), highest[i], temperature);
      System.arraycopy(p, 0, values, i * classes(), classes());
    }
    Matrix matrix = new Matrix(values, rows(), classes());
    return Double.isInfinite(temperature)
        ? new Probabilities(matrix)
        : new Probabilities(matrix, highest);
  }

  /**
   * Natural logarithm of a class's probability at a temperature; unlike {@code log(softmax)} it is
   * finite where the probability is too small for a double.
   *
   * @param row sample, 0-based
   * @param label class, 0-based
   * @param temperature 0 to infinity
   * @return 0 or below
   * @throws IllegalArgumentException if the temperature is negative or NaN
   * @throws IndexOutOfBoundsException if there is no such sample or class
   */
  public double logProbability(int row, int label, double temperature) {
    Softmax.checkTemperature(temperature);
    return Softmax.logOf(row(row), argmax(row), label, temperature);
  }

  @Override
  Logits of(Matrix rows) {
    return new Logits(rows);
  }
}
