package recipe4j.engine.graph;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.engine.loss.OutputLoss;

/**
 * A network's layers and loss, without its parameters.
 *
 * @param layers from input to logits
 * @param loss the output layer's activation and loss
 * @param meanScore whether the score is divided by the number of examples, as DL4J decides it
 */
public record NetworkGraph(List<LayerSpec> layers, OutputLoss loss, boolean meanScore) {
  /**
   * The logits' shape.
   *
   * @param input shape of one example
   * @return of one example, or null if the input doesn't fit the network
   */
  public Shape output(Shape input) {
    Shape shape = input;
    for (LayerSpec layer : layers) {
      shape = shape == null ? null : layer.output(shape);
    }
    return shape == null || shape.isImage() ? null : shape;
  }

  /** The input's shape after leading reshapes: flat pixels and images share one plan. */
  public Shape canonical(Shape input) {
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
  public boolean needsWholeBatch() {
    return layers.stream().anyMatch(LayerSpec.BatchNorm.class::isInstance);
  }

  /** Whether labels and mask fit the loss; DL4J's own layers report what does not. */
  public boolean accepts(INDArray features, INDArray labels, INDArray mask, Shape logits) {
    long rows = features.size(0);
    boolean labelled =
        labels != null
            && labels.rank() == 2
            && labels.size(0) == rows
            && labels.size(1) == logits.size();
    if (!labelled || mask == null) {
      return labelled;
    }
    boolean perExample = mask.rank() == 2 && mask.size(0) == rows && mask.size(1) == 1;
    return perExample || (mask.equalShapes(labels) && loss.acceptsMaskPerValue());
  }
}
