package recipe4j.engine.loss;

import recipe4j.loss.SmoothedCrossEntropy;

/**
 * A cross-entropy of labels that are smoothed first; if binary, the mean over the outputs.
 *
 * @param plain the cross-entropy
 * @param smoothing of the labels
 */
public record SmoothedOutputLoss(OutputLoss plain, SmoothedCrossEntropy smoothing)
    implements OutputLoss {
  @Override
  public boolean acceptsMaskPerValue() {
    return plain.acceptsMaskPerValue();
  }

  @Override
  public void activate(float[] logits, float[] outputs, int from, int rows, int classes) {
    plain.activate(logits, outputs, from, rows, classes);
  }

  @Override
  public double apply(LossTarget target, float[] logits, int from, int rows, int classes) {
    float[] labels = target.labels().clone();
    for (int i = from * classes; i < (from + rows) * classes; i++) {
      labels[i] = smoothing.smooth(labels[i], classes);
    }
    double sum =
        plain.apply(
            new LossTarget(plain, labels, target.mask(), target.outputs(), target.gradient()),
            logits,
            from,
            rows,
            classes);
    if (smoothing.binary()) {
      sum /= classes;
      for (int i = from * classes; i < (from + rows) * classes; i++) {
        target.gradient()[i] /= classes;
      }
    }
    return sum;
  }
}
