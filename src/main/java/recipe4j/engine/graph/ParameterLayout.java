package recipe4j.engine.graph;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where each parameter lies in DL4J's flat vectors of parameters and gradients, which have the same
 * layout.
 *
 * @param offsets in values, by layer index and DL4J's name ("0_W")
 * @param length of a vector, in values
 */
public record ParameterLayout(Map<String, Long> offsets, long length) {
  /** Reads the layout from DL4J's own views of its vector. */
  public static ParameterLayout of(INDArray flat, Layer... layers) {
    Map<String, Long> offsets = new HashMap<>();
    for (int i = 0; i < layers.length; i++) {
      for (Map.Entry<String, INDArray> entry : layers[i].paramTable(false).entrySet()) {
        offsets.put(i + "_" + entry.getKey(), entry.getValue().offset() - flat.offset());
      }
    }
    return new ParameterLayout(Map.copyOf(offsets), flat.length());
  }

  /** Where a parameter begins, in values. */
  public long offset(int layer, String name) {
    return offsets.get(layer + "_" + name);
  }

  /**
   * The layout for a part of a convolution's filters.
   *
   * @param share the convolution with the part's number of filters
   * @param index of the part, from 0
   */
  public ParameterLayout shareOf(LayerSpec.Convolution share, int index) {
    int[] kernel = share.window().kernel();
    Map<String, Long> moved = new HashMap<>(offsets);
    long first = index * share.filters();
    long size = share.inputs() * kernel[0] * kernel[1];
    moved.computeIfPresent(share.layer() + "_W", (name, offset) -> offset + first * size);
    moved.computeIfPresent(share.layer() + "_b", (name, offset) -> offset + first);
    return new ParameterLayout(Map.copyOf(moved), length);
  }
}
