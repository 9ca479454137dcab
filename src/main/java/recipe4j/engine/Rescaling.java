package recipe4j.engine;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keras's Rescaling layer as an activation: {@code scale x + offset}. DL4J has nothing like it.
 *
 * <p>A model that has it names this class in its configuration, so recipe4j must be on the class
 * path where it is loaded.
 */
public final class Rescaling extends BaseActivationFunction {
  private static final long serialVersionUID = 1L;

  private final double scale;
  private final double offset;

  /**
   * A function of single values.
   *
   * @param scale any finite number
   * @param offset any finite number
   */
  @JsonCreator
  public Rescaling(@JsonProperty("scale") double scale, @JsonProperty("offset") double offset) {
    this.scale = scale;
    this.offset = offset;
  }

  /** {@return what a value is multiplied by} */
  @JsonProperty("scale")
  public double scale() {
    return scale;
  }

  /** {@return what is added then} */
  @JsonProperty("offset")
  public double offset() {
    return offset;
  }

  @Override
  @SuppressWarnings("try") // the scope is only to be closed
  public INDArray getActivation(INDArray in, boolean training) {
    if (training || in.isAttached()) {
      return in.muli(scale).addi(offset); // DL4J's own copy, which must stay in its workspace
    }
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return in.mul(scale).addi(offset); // a first layer is given the caller's array
    }
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    return new Pair<>(in.assign(epsilon).muli(scale), null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rescaling that && scale == that.scale && offset == that.offset;
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(scale) + Double.hashCode(offset);
  }

  @Override
  public String toString() {
    return "rescaling by %s and %s".formatted(scale, offset);
  }
}
