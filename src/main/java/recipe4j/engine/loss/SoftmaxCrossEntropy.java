package recipe4j.engine.loss;

import org.jspecify.annotations.Nullable;

/**
 * Softmax with categorical cross-entropy, computed from the logits: {@code y (log(sum exp z) - z)}
 * for each class, with the derivative {@code p - y}, whether the labels sum to one or not. Nothing
 * is clipped. It is TensorFlow's {@code softmax_cross_entropy_with_logits}, which Keras uses for
 * this pair.
 *
 * @param weights DL4J's, one for each class, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SoftmaxCrossEntropy(float @Nullable [] weights) implements OutputLoss {
  /** False, as DL4J refuses a weight for each class here. */
  @Override
  public boolean acceptsMaskPerValue() {
    return false;
  }

  @Override
  public void activate(float[] logits, float[] outputs, int from, int rows, int classes) {
    for (int row = from; row < from + rows; row++) {
      int start = row * classes;
      float max = max(logits, start, classes);
      activate(logits, outputs, start, classes, max);
    }
  }

  private static float max(float[] logits, int start, int classes) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = start; i < start + classes; i++) {
      max = Math.max(max, logits[i]);
    }
    return max;
  }

  /** Softmax of a row; may work in place. Returns the logarithm of {@code sum exp(z - max)}. */
  private static double activate(
      float[] logits, float[] outputs, int start, int classes, float max) {
    int end = start + classes;
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
    return Math.log(sum);
  }

  @Override
  public double apply(LossTarget target, float[] logits, int from, int rows, int classes) {
    float[] outputs = target.outputs();
    float[] labels = target.labels();
    double loss = 0;
    for (int row = from; row < from + rows; row++) {
      float mask = target.mask() == null ? 1f : target.mask()[row];
      int start = row * classes;
      float max = max(logits, start, classes);
      double logSum = activate(logits, outputs, start, classes, max);
      float labelSum = 0;
      for (int k = 0; k < classes; k++) {
        float label = labels[start + k];
        if (label != 0f) { // else 0, even if the logit is minus infinity
          float weighted = label * weight(k);
          labelSum += weighted;
          loss += (logSum + (max - logits[start + k])) * weighted * mask;
        }
      }
      if (weights == null) {
        labelSum = 1f; // p - y, whether the labels sum to one or not
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
