package recipe4j.engine.onednn;

import java.lang.ref.Reference;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.onednn.NativeMemory.Address;

/** Copies and converts floats between ND4J's arrays, native memory and Java's arrays. */
public final class FloatArrays {
  private FloatArrays() {}

  /**
   * The array itself if it is row-major, contiguous and of floats, else such a copy.
   *
   * @param array of any type and order
   * @return detached from workspaces if it is a copy
   */
  public static INDArray rowMajor(INDArray array) {
    boolean ordered = isRowMajor(array);
    if (ordered && array.dataType() == DataType.FLOAT) {
      return array;
    }
    return outsideWorkspaces(
        () -> {
          INDArray floats = array.castTo(DataType.FLOAT);
          return isRowMajor(floats) ? floats : floats.dup('c');
        });
  }

  /** Whether the values are contiguous; ND4J's own check says no for a single channel. */
  private static boolean isRowMajor(INDArray array) {
    long stride = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) != 1 && array.stride(axis) != stride) {
        return false;
      }
      stride *= array.size(axis);
    }
    return true;
  }

  /**
   * Runs a task whose arrays must outlive the current workspace.
   *
   * @param <T> its result's type
   * @param task any
   * @return its result
   */
  @SuppressWarnings("try") // the scope is never read, only closed
  public static <T> T outsideWorkspaces(Supplier<T> task) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return task.get();
    }
  }

  /** The address of the first value; views are accounted for. */
  public static long address(INDArray array) {
    return array.data().addressPointer().address();
  }

  /** A copy of all values in row-major order; null for null. */
  public static float[] copy(INDArray array) {
    if (array == null) {
      return null;
    }
    INDArray source = rowMajor(array);
    float[] values = new float[(int) source.length()];
    try {
      new FloatPointer(new Address(address(source))).get(values);
    } finally {
      Reference.reachabilityFence(source);
    }
    return values;
  }

  /**
   * A new [rows, columns] array, in the current workspace if there is one.
   *
   * @param values row-major
   * @param rows how many
   * @return the array
   */
  public static INDArray matrix(float[] values, int rows) {
    INDArray matrix =
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, values.length / rows}, 'c');
    put(values, matrix);
    return matrix;
  }

  /**
   * Matrices below each other. {@code Nd4j.concat} takes as long for hundreds of small ones as the
   * network took to compute them.
   *
   * @param parts at least one; those that are no float matrices of one width are left to ND4J
   * @return a new array
   * @throws IllegalArgumentException if there is none
   */
  public static INDArray joinRows(List<INDArray> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("at least one batch must be given, found none");
    }
    INDArray first = parts.get(0);
    for (INDArray part : parts) {
      if (part.rank() != 2
          || part.size(1) != first.size(1)
          || part.dataType() != DataType.FLOAT
          || !isRowMajor(part)) {
        return Nd4j.concat(0, parts.toArray(new INDArray[0]));
      }
    }
    long rows = parts.stream().mapToLong(part -> part.size(0)).sum();
    INDArray all = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, first.size(1)}, 'c');
    long to = address(all);
    try {
      for (INDArray part : parts) {
        long bytes = part.length() * Float.BYTES;
        Pointer.memcpy(new Address(to), new Address(address(part)), bytes);
        to += bytes;
      }
    } finally {
      Reference.reachabilityFence(parts);
      Reference.reachabilityFence(all);
    }
    return all;
  }

  /** Copies values into a row-major array of the same length. */
  public static void put(float[] values, INDArray array) {
    try {
      new FloatPointer(new Address(address(array))).put(values);
    } finally {
      Reference.reachabilityFence(array);
    }
  }
}
