package recipe4j.engine.plan;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Poison;

/**
 * The examples of a batch, in memory of the caller's, who may free it once the batch is done; the
 * next batch lies elsewhere. So the address stays inside this class: a plan copies the rows into
 * memory of its own.
 */
public final class Features implements AutoCloseable {
  private final INDArray array;
  private final boolean poisoned;
  private final long address;
  private final int rows;
  private final long length;

  private Features(INDArray array, boolean poisoned) {
    this.array = array;
    this.poisoned = poisoned;
    this.address = FloatArrays.address(array);
    this.rows = (int) array.size(0);
    this.length = array.length() / rows;
  }

  /**
   * The examples of an array.
   *
   * @param array [n, ...], of any type and order
   * @return to be closed when the batch is done
   */
  public static Features of(INDArray array) {
    INDArray source = FloatArrays.rowMajor(array);
    return Poison.isOn()
        ? new Features(FloatArrays.outsideWorkspaces(() -> source.dup('c')), true)
        : new Features(source, false);
  }

  /** How many examples there are. */
  public int rows() {
    return rows;
  }

  /** Values of one example. */
  long length() {
    return length;
  }

  /** Shape of one example. */
  public Shape shape() {
    return Shape.ofExample(array.shape());
  }

  /** Copies rows, row-major floats. */
  public void copy(int from, int count, Pointer to) {
    long bytes = length * Float.BYTES;
    try {
      Pointer.memcpy(to, new Address(address + from * bytes), count * bytes);
    } finally {
      Reference.reachabilityFence(array); // native code knows its address only
    }
  }

  /** The rows with a value that is NaN or infinite; null if there is none. */
  public boolean[] notFinite(FiniteCheck check) {
    try {
      return check.notFiniteRows(address, rows, length);
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  @Override
  public void close() {
    if (poisoned) {
      Poison.fill(new Address(address), rows * length * Float.BYTES);
      array.close();
    }
  }
}
