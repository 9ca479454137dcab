package recipe4j.engine;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where each parameter lies in DL4J's flat vectors of parameters and gradients, which have the same
 * layout. Taken from DL4J's own views.
 *
 * @param offsets in elements, keyed by layer index and DL4J's name ("0_W")
 * @param length of the vector
 */
record ParameterLayout(Map<String, Long> offsets, long length) {
  static ParameterLayout of(INDArray flat, Layer... layers) {
    Map<String, Long> offsets = new HashMap<>();
    for (int i = 0; i < layers.length; i++) {
      for (Map.Entry<String, INDArray> entry : layers[i].paramTable(false).entrySet()) {
        offsets.put(i + "_" + entry.getKey(), entry.getValue().offset() - flat.offset());
      }
    }
    return new ParameterLayout(Map.copyOf(offsets), flat.length());
  }

  long offset(int layer, String name) {
    return offsets.get(layer + "_" + name);
  }
}
