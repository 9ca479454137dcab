package recipe4j.engine.plan;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.OneDnn;

/**
 * Finds values that are NaN or infinite. oneDNN's ReLU and max pooling turn NaN into a number,
 * where DL4J's keep it; so plans check their input. Without a kernel for that, oneDNN's matrix
 * product serves: that of a row with zeros is 0 if all values are finite, else NaN.
 */
public final class FiniteCheck {
  private static final int CHUNK = 1024;
  private static final byte NOT_TRANSPOSED = 'N';

  private final NativeMemory nativeMemory;
  private final int lanes;
  private FloatPointer zeros;
  private FloatPointer products;

  /**
   * With scratch memory of its own.
   *
   * @param nativeMemory owns it
   * @param lanes floats of the C kernels' vectors; 0 without them
   */
  public FiniteCheck(NativeMemory nativeMemory, int lanes) {
    this.nativeMemory = nativeMemory;
    this.lanes = lanes;
    this.zeros = zeros(CHUNK);
    this.products = zeros(CHUNK);
  }

  private FloatPointer zeros(long count) {
    return new FloatPointer(nativeMemory.allocate(count * Float.BYTES)).capacity(count);
  }

  /** Whether all of an array's values are finite. */
  public boolean allFinite(long address, long length) {
    if (lanes > 0) {
      return NativeKernels.finite(lanes, length, address) != 0;
    }
    long rows = length / CHUNK;
    long rest = length % CHUNK;
    return notFiniteRows(address, (int) rows, CHUNK) == null
        && notFiniteRows(address + rows * CHUNK * Float.BYTES, rest > 0 ? 1 : 0, rest) == null;
  }

  /**
   * Finds the rows with a value that is not finite.
   *
   * @param address of the matrix, row-major
   * @param rows how many
   * @param columns values of a row
   * @return true for each such row; null if there is none
   */
  public boolean[] notFiniteRows(long address, int rows, long columns) {
    boolean[] bad = null;
    float[] found = lanes > 0 ? null : products(address, rows, columns);
    for (int row = 0; row < rows; row++) {
      if (lanes > 0
          ? NativeKernels.finite(lanes, columns, address + row * columns * Float.BYTES) == 0
          : Float.isNaN(found[row])) {
        bad = bad == null ? new boolean[rows] : bad;
        bad[row] = true;
      }
    }
    return bad;
  }

  /** Each row's product with zeros. */
  private float[] products(long address, int rows, long columns) {
    float[] found = new float[rows];
    if (rows == 0) {
      return found;
    }
    if (columns > zeros.capacity()) {
      zeros = zeros(columns);
    }
    if (rows > products.capacity()) {
      products = zeros(rows);
    }
    FloatPointer matrix = new FloatPointer(new Address(address));
    int status =
        dnnl.dnnl_sgemm(
            NOT_TRANSPOSED,
            NOT_TRANSPOSED,
            rows,
            1,
            columns,
            1f,
            matrix,
            columns,
            zeros,
            1,
            0f,
            products,
            1);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException("oneDNN could not multiply: " + OneDnn.status(status));
    }
    products.get(found);
    return found;
  }
}
