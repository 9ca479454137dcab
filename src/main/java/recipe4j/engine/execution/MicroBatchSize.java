package recipe4j.engine.execution;

import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.Shape;

/** How many examples a thread computes at once. */
final class MicroBatchSize {
  /** More rows make no kernel faster, and leave fewer slices to divide among the threads. */
  private static final int LARGEST = 32;

  /** Bytes of a micro-batch's largest activation: a share of the outer cache. */
  private static final long BYTES = 16L << 20;

  /**
   * Every micro-batch reads all weights and adds to all their gradients. Where these outgrow the
   * cache, its activations may take this many times their bytes.
   */
  private static final int TIMES_WEIGHTS = 2;

  private MicroBatchSize() {}

  /**
   * A size that keeps activations in the cache.
   *
   * @param graph the network
   * @param input shape of one example
   * @return at least 1
   */
  static int of(NetworkGraph graph, Shape input) {
    Shape shape = input;
    long largest = shape.size();
    long weights = 0;
    for (LayerSpec layer : graph.layers()) {
      shape = layer.output(shape);
      largest = Math.max(largest, shape.size());
      if (layer instanceof LayerSpec.Dense dense) {
        weights = Math.max(weights, dense.inputs() * dense.outputs() * Float.BYTES);
      }
    }
    long bytes = Math.max(BYTES, TIMES_WEIGHTS * weights);
    return (int) Math.max(1, Math.min(LARGEST, bytes / (largest * Float.BYTES)));
  }
}
