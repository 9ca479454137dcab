package recipe4j.run;

import java.util.List;
import recipe4j.chart.Picture;
import recipe4j.uncertainty.Logits;

/**
 * One test image and what the network says of it.
 *
 * @param index in the test set, 0-based
 * @param label true class, 0-based
 * @param predicted class of the highest logit, 0-based
 * @param confidence its probability at temperature 1
 * @param logits one per class
 * @param picture the image
 */
public record Example(
    int index, int label, int predicted, double confidence, List<Double> logits, Picture picture) {
  /**
   * Keeps a copy of the logits.
   *
   * @throws IllegalArgumentException if there is none, or one is NaN or infinite
   */
  public Example {
    logits = List.copyOf(logits);
    if (logits.isEmpty() || !logits.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "an example needs a finite logit per class, found " + logits);
    }
  }

  /** {@return whether the network is right: whether the predicted class is the true one} */
  public boolean isRight() {
    return label == predicted;
  }

  /**
   * Entropy of its distribution over the classes.
   *
   * @param temperature above 0
   * @return in nats
   */
  public double entropy(double temperature) {
    double[] row = logits.stream().mapToDouble(Double::doubleValue).toArray();
    return Logits.of(new double[][] {row}).atTemperature(temperature).confidence(0).entropy();
  }
}
