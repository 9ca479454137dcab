package recipe4j.engine.plan;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Address;
import recipe4j.engine.onednn.FiniteCheck;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.Poison;

/**
 * The examples of a batch. They lie in somebody else's memory, which may be freed once the batch is
 * done, and the next batch's lie elsewhere. So nobody is told where: what needs them for longer
 * than a call copies them into memory of its own.
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

  public int rows() {
    return rows;
  }

  /** Of one example. */
  public Shape shape() {
    return Shape.ofExample(array.shape());
  }

  /** Copies some rows. */
  public void copy(int from, int count, Pointer to) {
    long bytes = length * Float.BYTES;
    try {
      Pointer.memcpy(to, new Address(address + from * bytes), count * bytes);
    } finally {
      Reference.reachabilityFence(array); // it is known by its address only
    }
  }

  /** The rows with a value that is NaN or infinite; null if there is none. */
  public boolean[] notFinite(FiniteCheck check) {
    try {
      return check.notFinite(address, rows, length);
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
