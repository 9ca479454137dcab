package recipe4j.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageBatches;
import recipe4j.data.LabelledImages;
import recipe4j.model.NetworkShape;

/**
 * An evaluation class by class. Precision and recall as in scikit-learn's {@code
 * precision_recall_fscore_support}, but NaN where the divisor is 0.
 */
public final class ClassEvaluation {
  private final Evaluation overall;
  private final int[] support;
  private final int[] predicted;
  private final int[] right;

  private ClassEvaluation(Evaluation overall, int[] support, int[] predicted, int[] right) {
    this.overall = overall;
    this.support = support;
    this.predicted = predicted;
    this.right = right;
  }

  /**
   * Evaluates a network as it is now, without dropout.
   *
   * @param net the network
   * @param images at least one
   * @param batchSize images per forward pass, at least 1; does not change the result
   * @return loss and accuracy, and support, precision and recall of each class
   * @throws IllegalArgumentException if there is no image, or the images don't fit the network
   */
  public static ClassEvaluation of(MultiLayerNetwork net, LabelledImages images, int batchSize) {
    Evaluation.requireImages(images);
    NetworkShape.check(net, images.shape());
    int classes = images.shape().classes();
    int[] support = new int[classes];
    int[] predicted = new int[classes];
    int[] right = new int[classes];
    TrainingState.Meter meter =
        BatchAccuracy.evaluate(
            net,
            ImageBatches.inOrder(images, batchSize).preparingAhead(),
            (label, guess) -> {
              support[label]++;
              predicted[guess]++;
              right[label] += label == guess ? 1 : 0;
            });
    return new ClassEvaluation(Evaluation.of(meter), support, predicted, right);
  }

  /** {@return loss and accuracy of all classes together} */
  public Evaluation overall() {
    return overall;
  }

  /** {@return how many classes there are, at least 1} */
  public int classes() {
    return support.length;
  }

  /** {@return how many images are of a class, by its index from 0: 0 or more} */
  public int support(int index) {
    return support[index];
  }

  /**
   * Share of the images predicted as a class that are of it.
   *
   * @param index the class, from 0
   * @return 0 to 1; NaN if no image was predicted as it
   */
  public double precision(int index) {
    return (double) right[index] / predicted[index];
  }

  /**
   * Share of the images of a class that were predicted as it.
   *
   * @param index the class, from 0
   * @return 0 to 1; NaN if there is no image of it
   */
  public double recall(int index) {
    return (double) right[index] / support[index];
  }
}
