package recipe4j.engine.loss;

/** An output layer's activation and loss. Stateless, so that threads may share it. */
public interface OutputLoss {
  /**
   * Computes the activations of some rows.
   *
   * @param logits [all rows, classes]
   * @param outputs receives the activations; may be the same array
   * @param from first row
   * @param rows how many
   * @param classes columns
   */
  void activate(float[] logits, float[] outputs, int from, int rows, int classes);

  /** Whether a mask may have a weight for each value, rather than one for each example. */
  default boolean acceptsMaskPerValue() {
    return true;
  }

  /**
   * Computes activations, loss and gradient of some rows.
   *
   * @param target labels, and where activations and gradient go
   * @param logits [all rows, classes]
   * @param from first row
   * @param rows how many
   * @param classes columns
   * @return the summed loss of these rows
   */
  double apply(LossTarget target, float[] logits, int from, int rows, int classes);
}
