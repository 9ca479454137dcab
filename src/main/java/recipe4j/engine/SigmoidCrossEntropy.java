package recipe4j.engine;

/**
 * Sigmoid with DL4J's XENT. DL4J clips the probabilities to [epsilon, 1 - epsilon] in the loss and
 * in its derivative.
 *
 * @param epsilon DL4J's clipping
 * @param weights one for each output, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SigmoidCrossEntropy(double epsilon, float[] weights) implements LossHead {
  @Override
  public void activate(float[] logits, float[] outputs, int from, int rows, int classes) {
    for (int i = from * classes; i < (from + rows) * classes; i++) {
      outputs[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
  }

  @Override
  public double apply(Target target, float[] logits, int from, int rows, int classes) {
    activate(logits, target.outputs(), from, rows, classes);
    double loss = 0;
    for (int row = from; row < from + rows; row++) {
      for (int k = 0; k < classes; k++) {
        int i = row * classes + k;
        float scale = target.mask(row, k, classes) * (weights == null ? 1f : weights[k]);
        double sigmoid = target.outputs()[i];
        double p = Math.min(Math.max(sigmoid, epsilon), 1 - epsilon);
        double y = target.labels()[i];
        loss -= scale * (y * Math.log(p) + (1 - y) * Math.log(1 - p));
        double slope = sigmoid * (1 - sigmoid);
        target.gradient()[i] = (float) (scale * (p - y) / (p * (1 - p)) * slope);
      }
    }
    return loss;
  }
}
