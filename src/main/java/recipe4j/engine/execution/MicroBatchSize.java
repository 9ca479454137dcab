package recipe4j.engine.execution;

import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.Shape;

/** How many examples a thread computes at once. */
final class MicroBatchSize {
  /** More gains nothing once every kernel has enough to do, and leaves less to share. */
  private static final int LARGEST = 32;

  /** What the largest activation of a micro-batch may take; a share of the outer cache. */
  private static final long BYTES = 16L << 20;

  /**
   * Every micro-batch reads all weights and adds to all their gradients. Where these are larger
   * than the cache, it should hold more for it than they do.
   */
  private static final int TIMES_WEIGHTS = 2;

  private MicroBatchSize() {}

  /**
   * A size that keeps activations in the cache.
   *
   * @param blueprint the network
   * @param input shape of one example
   * @return at least 1
   */
  static int of(NetworkGraph blueprint, Shape input) {
    Shape shape = input;
    long largest = shape.size();
    long weights = 0;
    for (LayerSpec layer : blueprint.layers()) {
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
