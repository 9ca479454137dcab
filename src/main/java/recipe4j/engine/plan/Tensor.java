package recipe4j.engine.plan;

import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Shape;

/**
 * A batch of activations, or of gradients with respect to them, in whatever layout oneDNN chose.
 *
 * @param data where it is and how it is laid out
 * @param shape of one example
 */
public record Tensor(memory data, Shape shape) {
  public memory.desc layout() {
    return data.get_desc();
  }
}
