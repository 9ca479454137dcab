package recipe4j.uncertainty;

/**
 * The usual measures of confidence for one prediction. They depend on the distribution alone, not
 * on whether it is right: a model can be confident and wrong.
 *
 * @param predicted class of the highest probability, the first one on a tie
 * @param topProbability the highest probability, 1/classes to 1
 * @param margin the highest less the second highest, 0 to 1; the highest itself if there is but one
 *     class
 * @param entropy {@code -sum p ln p} in nats (Shannon, 1948), 0 for certainty to ln(classes)
 * @param relativeEntropy entropy as a fraction of ln(classes), 0 to 1; 0 if there is but one class
 */
public record Confidence(
    int predicted, double topProbability, double margin, double entropy, double relativeEntropy) {

  static Confidence of(double[] probabilities, int predicted) {
    double second = 0;
    double entropy = 0;
    for (int j = 0; j < probabilities.length; j++) {
      double p = probabilities[j];
      if (j != predicted) {
        second = Math.max(second, p);
      }
      if (p > 0) { // 0 ln 0 = 0
        entropy -= p * Math.log(p);
      }
    }
    double top = probabilities[predicted];
    double most = Math.log(probabilities.length);
    entropy = Math.max(0, entropy); // no -0.0
    return new Confidence(
        predicted, top, top - second, entropy, most == 0 ? 0 : Math.min(1, entropy / most));
  }
}
