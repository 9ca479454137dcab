package recipe4j.engine.plan;

import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Shape;

/**
 * The activations of a micro-batch, or gradients with respect to them, in the layout that oneDNN
 * chose.
 *
 * @param data memory, with its layout
 * @param shape of one example
 */
public record Tensor(memory data, Shape shape) {
  /** Dimensions [rows, ...] and order in memory. */
  public memory.desc layout() {
    return data.get_desc();
  }
}
