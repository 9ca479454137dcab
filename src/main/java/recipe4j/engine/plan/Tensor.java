package recipe4j.engine.plan;

import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;

/**
 * The activations of a micro-batch, or gradients with respect to them, in the layout that their
 * kernel prefers.
 *
 * @param data memory, with its layout
 * @param shape of one example
 */
public record Tensor(Data data, Shape shape) {
  /** Dimensions [rows, ...] and order in memory. */
  public Layout layout() {
    return data.layout();
  }

  /** The layout for oneDNN. */
  public memory.desc description() {
    return data.layout().description();
  }
}
