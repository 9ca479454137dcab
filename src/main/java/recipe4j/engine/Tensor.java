package recipe4j.engine;

import org.bytedeco.dnnl.memory;

/**
 * A batch of activations, or of gradients with respect to them, in whatever layout oneDNN chose.
 *
 * @param data where it is and how it is laid out
 * @param shape of one example
 */
record Tensor(memory data, Shape shape) {
  memory.desc layout() {
    return data.get_desc();
  }
}
