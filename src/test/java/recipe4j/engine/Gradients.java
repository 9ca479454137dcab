package recipe4j.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Compares the gradients of two networks. */
final class Gradients {
  private Gradients() {}

  /** The gradient of one batch, by parameter, copied. */
  static Map<String, INDArray> of(MultiLayerNetwork network, DataSet batch) {
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), batch.getLabelsMaskArray());
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    return copy(network);
  }

  /** The gradient that a network holds, by parameter, copied. */
  static Map<String, INDArray> copy(MultiLayerNetwork network) {
    Gradient gradient = network.gradient();
    Map<String, INDArray> copies = new LinkedHashMap<>();
    // DL4J also names gradients of batch normalisation's fixed values, from a closed workspace
    for (String name : network.paramTable().keySet()) {
      INDArray view = gradient.getGradientFor(name);
      copies.put(name, view.reshape(view.length()).dup());
    }
    return copies;
  }

  /**
   * The relative error of each parameter block, in the 2-norm. A block that is zero but for
   * rounding, such as a bias before batch normalisation, is measured against the whole gradient.
   */
  static Map<String, Double> relativeErrors(
      Map<String, INDArray> expected, Map<String, INDArray> actual) {
    double whole = expected.values().stream().mapToDouble(Gradients::norm).max().orElse(0);
    Map<String, Double> errors = new LinkedHashMap<>();
    expected.forEach(
        (name, gradient) -> {
          double error = norm(gradient.sub(actual.get(name)));
          // what is 0 but for rounding, as of a bias before batch normalisation, is a sum whose
          // terms
          // cancel: its error is that of the terms
          boolean cancels = norm(gradient) < 1e-9 * whole;
          double size = cancels ? whole : Math.max(norm(gradient), 1e-3 * whole);
          errors.put(name, error == 0 ? 0 : error / size);
        });
    return errors;
  }

  /** The largest of {@link #relativeErrors}. */
  static double relativeError(Map<String, INDArray> expected, Map<String, INDArray> actual) {
    return relativeErrors(expected, actual).values().stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  private static double norm(INDArray gradient) {
    return gradient.norm2Number().doubleValue();
  }
}
