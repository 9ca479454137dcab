package recipe4j.engine.loss;

import org.jspecify.annotations.Nullable;
import recipe4j.engine.activation.Softplus;

/**
 * Sigmoid with binary cross-entropy, computed from the logits: {@code log(1 + exp(z)) - z y}, with
 * the derivative {@code p - y}. Nothing is clipped, so that a wrong prediction of high confidence
 * still has a gradient. Labels may be any number, as for TensorFlow's {@code
 * sigmoid_cross_entropy_with_logits}, which Keras uses for this pair.
 *
 * @param weights one for each output, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SigmoidCrossEntropy(float @Nullable [] weights) implements OutputLoss {
  @Override
  public void activate(float[] logits, float[] outputs, int from, int rows, int classes) {
    for (int i = from * classes; i < (from + rows) * classes; i++) {
      outputs[i] = (float) sigmoid(logits[i]);
    }
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Override
  public double apply(LossTarget target, float[] logits, int from, int rows, int classes) {
    double loss = 0;
    for (int row = from; row < from + rows; row++) {
      for (int k = 0; k < classes; k++) {
        int i = row * classes + k;
        float scale = target.mask(row, k, classes) * (weights == null ? 1f : weights[k]);
        double z = logits[i];
        double y = target.labels()[i];
        double p = sigmoid(z);
        loss += scale * (Softplus.of(z) - z * y);
        target.outputs()[i] = (float) p;
        target.gradient()[i] = (float) (scale * (p - y));
      }
    }
    return loss;
  }
}
