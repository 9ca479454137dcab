package recipe4j.activation;

import java.util.function.DoubleUnaryOperator;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A function of single values, for DL4J's own layers and for the engine alike. */
@SuppressWarnings("serial") // JSON is what is saved
public abstract class ElementFunction extends BaseActivationFunction {
  /** {@return the function at a point} */
  public abstract double value(double x);

  /** {@return its derivative there; where there is none, what TensorFlow takes} */
  public abstract double slope(double x);

  /**
   * The function of many values.
   *
   * @param from where
   * @param to receives the results
   */
  public void values(float[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = (float) value(from[i]);
    }
  }

  /**
   * The gradients before the function.
   *
   * @param from where
   * @param above gradients after the function
   * @param below receives those before it
   */
  public void gradients(float[] from, float[] above, float[] below) {
    for (int i = 0; i < from.length; i++) {
      below[i] = (float) (slope(from[i]) * above[i]);
    }
  }

  @Override
  @SuppressWarnings("try") // the scope is only to be closed
  public final INDArray getActivation(INDArray in, boolean training) {
    if (training || in.isAttached()) {
      return in.assign(map(in, this::value)); // DL4J's own copy, which stays in its workspace
    }
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return map(in, this::value); // a first layer is given the caller's array
    }
  }

  @Override
  public final Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    return new Pair<>(in.assign(map(in, this::slope)).muli(epsilon), null);
  }

  private static INDArray map(INDArray in, DoubleUnaryOperator function) {
    float[] values = in.castTo(DataType.FLOAT).dup('c').data().asFloat();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) function.applyAsDouble(values[i]);
    }
    return Nd4j.create(values, in.shape(), 'c').castTo(in.dataType());
  }

  /** Functions of the same class and settings are equal: their text has both. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ElementFunction that
        && getClass() == that.getClass()
        && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
