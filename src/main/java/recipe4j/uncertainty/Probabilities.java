package recipe4j.uncertainty;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One distribution over the classes per sample: each number is in [0, 1] and each row sums to 1.
 * Immutable. Comes from {@link Logits#atTemperature}, or from anything else that predicts
 * distributions.
 */
public final class Probabilities extends ClassScores<Probabilities> {
  /** How far the sum of a row may be from 1, for rows that were computed in float. */
  public static final double SUM_TOLERANCE = 1e-6;

  /**
   * The likeliest class of each sample, where rounding has made it tie; null if it is the largest.
   */
  private final int @Nullable [] likeliest;

  /** Takes distributions over without a check. */
  public Probabilities(Matrix matrix) {
    this(matrix, null);
  }

  /** Those of logits, whose largest is known even where the probabilities round to the same. */
  Probabilities(Matrix matrix, int @Nullable [] likeliest) {
    super(matrix);
    this.likeliest = likeliest;
  }

  @Override
  public int argmax(int row) {
    return likeliest == null ? super.argmax(row) : likeliest[Objects.checkIndex(row, rows())];
  }

  @Override
  public Probabilities select(int... rows) {
    Probabilities selected = super.select(rows);
    return likeliest == null
        ? selected
        : new Probabilities(
            selected.matrix(), IntStream.of(rows).map(row -> likeliest[row]).toArray());
  }

  @Override
  public Probabilities first(int n) {
    return select(IntStream.range(0, Math.min(n, rows())).toArray());
  }

  /**
   * Copies probabilities.
   *
   * @param values [samples, classes], at least 1 by 1
   * @return the probabilities
   * @throws IllegalArgumentException if a value is outside [0, 1], a row does not sum to 1 within
   *     {@link #SUM_TOLERANCE}, rows differ in length or there are none
   */
  public static Probabilities of(double[][] values) {
    return checked(Matrix.copyOf(values, "probabilities"));
  }

  /**
   * Copies probabilities, each float kept exactly.
   *
   * @param values [samples, classes], at least 1 by 1
   * @return the probabilities
   * @throws IllegalArgumentException if a value is outside [0, 1], a row does not sum to 1 within
   *     {@link #SUM_TOLERANCE}, rows differ in length or there are none
   */
  public static Probabilities of(float[][] values) {
    return checked(Matrix.copyOf(values, "probabilities"));
  }

  private static Probabilities checked(Matrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      double[] row = matrix.row(i);
      for (int j = 0; j < row.length; j++) {
        if (!(row[j] >= 0 && row[j] <= 1)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "probabilities must be from 0 to 1, found %s for sample %d, class %d; are these logits?",
                  row[j],
                  i,
                  j));
        }
      }
      double sum = Arrays.stream(row).sum();
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "probabilities of a sample must sum to 1, found %s for sample %d",
                sum,
                i));
      }
    }
    return new Probabilities(matrix);
  }

  /**
   * {@return how sure one prediction is}
   *
   * @param row sample, 0-based
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public Confidence confidence(int row) {
    return Confidence.of(row(row), argmax(row));
  }

  @Override
  Probabilities of(Matrix rows) {
    return new Probabilities(rows);
  }
}
