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
    Gradient gradient = network.gradient();
    Map<String, INDArray> copies = new LinkedHashMap<>();
    gradient.gradientForVariable().forEach((name, view) -> copies.put(name, view.dup()));
    return copies;
  }

  /** The largest relative error of any parameter block, in the 2-norm. */
  static double relativeError(Map<String, INDArray> expected, Map<String, INDArray> actual) {
    double worst = expected.keySet().equals(actual.keySet()) ? 0 : Double.POSITIVE_INFINITY;
    double scale =
        expected.values().stream().mapToDouble(g -> g.norm2Number().doubleValue()).max().orElse(0);
    for (Map.Entry<String, INDArray> entry : expected.entrySet()) {
      INDArray other = actual.get(entry.getKey());
      if (other == null) {
        continue;
      }
      // a block that is zero but for rounding is measured against the whole gradient
      double norm = Math.max(entry.getValue().norm2Number().doubleValue(), 1e-3 * scale);
      double error = entry.getValue().sub(other).norm2Number().doubleValue();
      worst = Math.max(worst, norm == 0 ? error : error / norm);
    }
    return worst;
  }
}
