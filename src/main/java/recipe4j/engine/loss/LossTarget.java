package recipe4j.engine.loss;

/**
 * What a batch is compared with. Arrays are [rows, classes], row-major.
 *
 * @param loss how
 * @param labels the truth
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
