package recipe4j.engine.loss;

/** An output layer's activation and loss on rows of logits. Threads share it; it keeps nothing. */
public interface OutputLoss {
  /**
   * The activation.
   *
   * @param logits [rows, classes]
   * @param outputs receives the activations
   * @param from first row
   * @param rows how many
   * @param classes columns
   */
  void activate(float[] logits, float[] outputs, int from, int rows, int classes);

  /** Whether a mask may have a weight for each value rather than for each example. */
  default boolean acceptsMaskPerValue() {
    return true;
  }

  /**
   * Writes activations and gradients of rows.
   *
   * @param target labels, and where to write
   * @param logits [rows, classes]
   * @param from first row
   * @param rows how many
   * @param classes columns
   * @return the summed loss of these rows
   */
  double apply(LossTarget target, float[] logits, int from, int rows, int classes);
}
