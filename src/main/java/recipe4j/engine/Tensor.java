package recipe4j.engine;

import org.bytedeco.dnnl.memory;

/**
 * A batch of activations, or of gradients with respect to them, in whatever layout oneDNN chose.
 *
 * @param memory where it is and how it is laid out
 * @param shape of one example
 */
record Tensor(memory memory, Shape shape) {
  memory.desc layout() {
    return memory.get_desc();
  }
}
