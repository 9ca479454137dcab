package recipe4j.engine;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A gradient that hands out DL4J's own vector. {@link DefaultGradient} hands out a new view of it
 * at every call, which DL4J's updater takes for the gradient of another network: it then makes its
 * views of every parameter anew, at every step.
 */
final class FlatGradient extends DefaultGradient {
  private static final long serialVersionUID = 1L;

  private final transient INDArray flat;

  /**
   * Over a network's gradients.
   *
   * @param flat what the network's updater reads
   */
  FlatGradient(INDArray flat) {
    super(flat);
    this.flat = flat;
  }

  @Override
  public INDArray gradient() {
    return flat;
  }
}
