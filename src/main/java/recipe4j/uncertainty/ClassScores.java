package recipe4j.uncertainty;

/**
 * One number per sample and class: a matrix [samples, classes] that never changes.
 *
 * @param <S> the type itself, {@link Logits} or {@link Probabilities}
 */
public sealed interface ClassScores<S extends ClassScores<S>> permits Logits, Probabilities {
  /**
   * Number of samples.
   *
   * @return at least 1
   */
  int rows();

  /**
   * Number of classes.
   *
   * @return at least 1
   */
  int classes();

  /**
   * One number.
   *
   * @param row sample, 0-based
   * @param label class, 0-based
   * @return the score of that class
   * @throws IndexOutOfBoundsException if there is no such sample or class
   */
  double get(int row, int label);

  /**
   * All numbers of one sample.
   *
   * @param row sample, 0-based
   * @return a copy, one number per class
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  double[] row(int row);

  /**
   * The class with the highest score, the first one on a tie.
   *
   * @param row sample, 0-based
   * @return 0 to classes - 1
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  int argmax(int row);

  /**
   * Some samples, in any order, with repetitions if wanted.
   *
   * @param rows which samples, 0-based, at least one
   * @return a copy of those rows
   * @throws IllegalArgumentException if {@code rows} is empty
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  S select(int... rows);

  /**
   * The first samples, all of them if there are fewer.
   *
   * @param n how many, at least 1
   * @return a copy of those rows
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  S first(int n);
}
