package recipe4j.engine;

/**
 * Softmax with DL4J's MCXENT: probabilities are clipped to [epsilon, 1 - epsilon] in the loss, not
 * in the gradient.
 *
 * @param epsilon DL4J's clipping
 * @param weights one for each class, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SoftmaxCrossEntropy(double epsilon, float[] weights) implements LossHead {
  /** DL4J refuses one mask value for each class here. */
  @Override
  public boolean acceptsMaskPerValue() {
    return false;
  }

  @Override
  public void activate(float[] logits, float[] outputs, int from, int rows, int classes) {
    for (int row = from; row < from + rows; row++) {
      int start = row * classes;
      int end = start + classes;
      float max = Float.NEGATIVE_INFINITY;
      for (int i = start; i < end; i++) {
        max = Math.max(max, logits[i]);
      }
      double sum = 0;
      for (int i = start; i < end; i++) {
        double e = Math.exp(logits[i] - max);
        outputs[i] = (float) e;
        sum += e;
      }
      float scale = (float) (1 / sum);
      for (int i = start; i < end; i++) {
        outputs[i] *= scale;
      }
    }
  }

  @Override
  public double apply(Target target, float[] logits, int from, int rows, int classes) {
    float[] outputs = target.outputs();
    float[] labels = target.labels();
    activate(logits, outputs, from, rows, classes);
    double loss = 0;
    for (int row = from; row < from + rows; row++) {
      float mask = target.mask() == null ? 1f : target.mask()[row];
      int start = row * classes;
      float labelSum = 0;
      for (int k = 0; k < classes; k++) {
        float label = labels[start + k];
        if (label != 0f) {
          float weighted = label * weight(k);
          labelSum += weighted;
          double p = Math.min(Math.max(outputs[start + k], epsilon), 1 - epsilon);
          loss -= Math.log(epsilon > 0 ? p : outputs[start + k]) * weighted * mask;
        }
      }
      if (weights == null) {
        labelSum = 1f; // DL4J: p - y, whether the labels sum to one or not
      }
      for (int k = 0; k < classes; k++) {
        int i = start + k;
        target.gradient()[i] = (outputs[i] * labelSum - labels[i] * weight(k)) * mask;
      }
    }
    return loss;
  }

  private float weight(int k) {
    return weights == null ? 1f : weights[k];
  }
}
