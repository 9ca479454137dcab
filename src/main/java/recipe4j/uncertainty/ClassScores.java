package recipe4j.uncertainty;

import org.jspecify.annotations.Nullable;

/**
 * One number per sample and class: a matrix [samples, classes]. Immutable.
 *
 * @param <S> the type itself, {@link Logits} or {@link Probabilities}
 */
public abstract sealed class ClassScores<S extends ClassScores<S>> permits Logits, Probabilities {
  private final Matrix matrix;

  ClassScores(Matrix matrix) {
    this.matrix = matrix;
  }

  abstract S of(Matrix rows);

  Matrix matrix() {
    return matrix;
  }

  /** {@return number of samples, at least 1} */
  public int rows() {
    return matrix.rows();
  }

  /** {@return number of classes, at least 1} */
  public int classes() {
    return matrix.columns();
  }

  /**
   * {@return the score of one sample and class}
   *
   * @param row sample, 0-based
   * @param label class, 0-based
   * @throws IndexOutOfBoundsException if there is no such sample or class
   */
  public double get(int row, int label) {
    return matrix.get(row, label);
  }

  /**
   * {@return a copy of one sample's scores, one number per class}
   *
   * @param row sample, 0-based
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public double[] row(int row) {
    return matrix.row(row);
  }

  /**
   * {@return the class with the highest score, the first one on a tie: 0 to classes - 1}
   *
   * @param row sample, 0-based
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public int argmax(int row) {
    return matrix.argmax(row);
  }

  /**
   * Some samples, in any order, with repetitions if wanted.
   *
   * @param rows which samples, 0-based, at least one
   * @return a copy of those rows
   * @throws IllegalArgumentException if {@code rows} is empty
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public S select(int... rows) {
    return of(matrix.select(rows));
  }

  /**
   * {@return a copy of the first rows, all of them if there are fewer}
   *
   * @param n how many, at least 1
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  public S first(int n) {
    return of(matrix.first(n));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClassScores<?> that
        && getClass() == that.getClass()
        && matrix.equals(that.matrix);
  }

  @Override
  public int hashCode() {
    return matrix.hashCode();
  }

  @Override
  public String toString() {
    return "%s[%s samples, %s classes]".formatted(getClass().getSimpleName(), rows(), classes());
  }
}
