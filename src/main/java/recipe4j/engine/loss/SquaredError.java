package recipe4j.engine.loss;

import org.jspecify.annotations.Nullable;

/**
 * Identity activation with DL4J's MSE or L2: the sum of an example's squared differences, their
 * mean for MSE.
 *
 * @param mean whether to divide by the number of outputs
 * @param weights one for each output, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SquaredError(boolean mean, float @Nullable [] weights) implements OutputLoss {
  @Override
  public void activate(float[] logits, float[] outputs, int from, int rows, int classes) {
    System.arraycopy(logits, from * classes, outputs, from * classes, rows * classes);
  }

  @Override
  public double apply(LossTarget target, float[] logits, int from, int rows, int classes) {
    activate(logits, target.outputs(), from, rows, classes);
    double share = mean ? 1.0 / classes : 1.0;
    double loss = 0;
    for (int row = from; row < from + rows; row++) {
      for (int k = 0; k < classes; k++) {
        int i = row * classes + k;
        double scale = share * target.mask(row, k, classes) * (weights == null ? 1f : weights[k]);
        double difference = (double) logits[i] - target.labels()[i];
        loss += scale * difference * difference;
        target.gradient()[i] = (float) (2 * scale * difference);
      }
    }
    return loss;
  }
}
