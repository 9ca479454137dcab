package recipe4j.engine.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import recipe4j.engine.onednn.NativeMemory.Address;

/**
 * Finds values that are NaN or infinite. oneDNN's ReLU and max pooling turn NaN into a number,
 * where DL4J's keep it; so plans check their input. The product of a row with zeros is 0 if all
 * values are finite, else NaN, and takes microseconds as a matrix product.
 */
public final class FiniteCheck {
  private static final int CHUNK = 1024;
  private static final byte NOT_TRANSPOSED = 'N';

  private final NativeMemory nativeMemory;
  private FloatPointer zeros;
  private FloatPointer products;

  /** With scratch memory of its own, which the native memory owns. */
  public FiniteCheck(NativeMemory nativeMemory) {
    this.nativeMemory = nativeMemory;
    this.zeros = zeros(CHUNK);
    this.products = zeros(CHUNK);
  }

  private FloatPointer zeros(long count) {
    return new FloatPointer(nativeMemory.allocate(count * Float.BYTES)).capacity(count);
  }

  /** Whether all of an array's values are finite. */
  public boolean allFinite(long address, long length) {
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
    if (rows == 0) {
      return null;
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
    float[] found = new float[rows];
    products.get(found);
    boolean[] bad = null;
    for (int row = 0; row < rows; row++) {
      if (Float.isNaN(found[row])) {
        bad = bad == null ? new boolean[rows] : bad;
        bad[row] = true;
      }
    }
    return bad;
  }
}
