package recipe4j.train;

import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import recipe4j.data.ImageBatches;
import recipe4j.data.LabelledImages;
import recipe4j.engine.Engines;
import recipe4j.model.NetworkShape;

/**
 * What Keras's {@code evaluate} returns.
 *
 * @param loss mean over the images, regularisation included
 * @param accuracy share of the images that are right, 0 to 1
 * @param images how many there were
 */
public record Evaluation(double loss, double accuracy, long images) {

  /**
   * Evaluates a network as it is now, without dropout.
   *
   * @param net the network
   * @param images at least one
   * @param batchSize images per forward pass, at least 1; does not change the result, unless the
   *     network's loss is the sum over a batch
   * @return loss and accuracy
   * @throws IllegalArgumentException if there is no image, or the images don't fit the network
   */
  public static Evaluation of(MultiLayerNetwork net, LabelledImages images, int batchSize) {
    requireImages(images);
    NetworkShape.check(net, images.shape());
    return of(Engines.stable(net), ImageBatches.inOrder(images, batchSize).preparingAhead());
  }

  /** Evaluates the remaining batches of an iterator. */
  static Evaluation of(MultiLayerNetwork net, DataSetIterator batches) {
    return of(BatchAccuracy.evaluate(net, batches, (label, predicted) -> {}));
  }

  static Evaluation of(TrainingState.Meter meter) {
    return new Evaluation(meter.loss(), meter.accuracy(), meter.images());
  }

  static void requireImages(LabelledImages images) {
    if (images.count() == 0) {
      throw new IllegalArgumentException("an evaluation needs at least one image, found 0");
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "accuracy: %.4f - loss: %.4f", accuracy, loss);
  }
}
