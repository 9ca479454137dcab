package recipe4j.engine.graph;

import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.engine.onednn.FloatArrays;

/**
 * A network's graph, bound to DL4J's own vectors of its parameters and gradients. Plans work on
 * these in place: they are large, and DL4J keeps them as long as the network lives. A class that
 * keeps one of their addresses keeps this object too, so that the memory can't be freed meanwhile.
 *
 * @param graph layers and loss
 * @param layout where each parameter lies in either vector
 * @param parameters [length], floats
 * @param gradients [length], floats; null as long as nothing was trained
 */
public record BoundNetwork(
    NetworkGraph graph, ParameterLayout layout, INDArray parameters, INDArray gradients) {
  /** Address of the first parameter. */
  public long parameterAddress() {
    return FloatArrays.address(parameters);
  }

  /** Address of the first gradient, 0 if there are none. */
  public long gradientAddress() {
    return gradients == null ? 0 : FloatArrays.address(gradients);
  }

  /** Whether a plan that was compiled for this network computes another one too. */
  public boolean sharesMemory(BoundNetwork other) {
    return same(parameters, other.parameters)
        && (other.gradients == null || same(gradients, other.gradients));
  }

  private static boolean same(INDArray known, INDArray other) {
    return known != null
        && !known.wasClosed()
        && (known == other || FloatArrays.address(known) == FloatArrays.address(other));
  }
}
