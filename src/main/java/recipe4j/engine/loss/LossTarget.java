package recipe4j.engine.loss;

/**
 * A batch's labels, and the arrays that its loss writes to. Arrays are [rows, classes], row-major.
 *
 * @param loss computes it
 * @param labels of all classes, such as one-hot
 * @param mask null, one weight for each example, or one for each value
 * @param outputs receives the output layer's activations
 * @param gradient receives the gradient of the summed loss with respect to the logits
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LossTarget(
    OutputLoss loss, float[] labels, float[] mask, float[] outputs, float[] gradient) {
  /** The weight of a value in the loss, 1 without a mask. */
  float mask(int row, int column, int columns) {
    if (mask == null) {
      return 1f;
    }
    return mask.length == labels.length ? mask[row * columns + column] : mask[row];
  }
}
