package recipe4j.engine;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network as the plan compiler sees it.
 *
 * @param layers from input to logits
 * @param loss the output layer's activation and loss
 * @param meanScore whether the score is divided by the number of examples, as DL4J decides it
 */
record Blueprint(List<LayerSpec> layers, LossHead loss, boolean meanScore) {
  /**
   * The logits' shape.
   *
   * @param input shape of one example
   * @return null where the input doesn't fit the network
   */
  Shape output(Shape input) {
    Shape shape = input;
    for (LayerSpec layer : layers) {
      shape = shape == null ? null : layer.output(shape);
    }
    return shape == null || shape.isImage() ? null : shape;
  }

  /** The shape behind leading reshapes: flat pixels and images share one plan. */
  Shape canonical(Shape input) {
    Shape shape = input;
    for (LayerSpec layer : layers) {
      if (!(layer instanceof LayerSpec.Flatten) && !(layer instanceof LayerSpec.Unflatten)) {
        break;
      }
      shape = layer.output(shape);
    }
    return shape;
  }

  /** Whether training needs all examples of a batch at once. */
  boolean needsWholeBatch() {
    return layers.stream().anyMatch(LayerSpec.BatchNorm.class::isInstance);
  }

  /** Whether labels and mask have the shapes that the loss takes; DL4J reports what is wrong. */
  boolean accepts(INDArray features, INDArray truth, INDArray mask, Shape logits) {
    long rows = features.size(0);
    boolean labelled =
        truth != null
            && truth.rank() == 2
            && truth.size(0) == rows
            && truth.size(1) == logits.size();
    if (!labelled || mask == null) {
      return labelled;
    }
    boolean perExample = mask.rank() == 2 && mask.size(0) == rows && mask.size(1) == 1;
    return perExample || (mask.equalShapes(truth) && loss.acceptsMaskPerValue());
  }
}
