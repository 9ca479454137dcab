package recipe4j.engine.graph;

import java.util.Arrays;

/**
 * The shape of one example: [features] or [channels, height, width].
 *
 * @param dims one or three extents
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the values
public record Shape(long... dims) {
  /** Drops the first dimension of a batch. */
  public static Shape ofExample(long[] batchShape) {
    return new Shape(Arrays.copyOfRange(batchShape, 1, batchShape.length));
  }

  /** Whether it is [channels, height, width]. */
  public boolean isImage() {
    return dims.length == 3;
  }

  /** Values of one example. */
  public long size() {
    return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
  }

  Shape flat() {
    return new Shape(size());
  }

  /** Channels of an image, or features. */
  public long channels() {
    return dims[0];
  }

  /** The dimensions of a number of examples: [rows, ...]. */
  public long[] batch(int rows) {
    long[] all = new long[dims.length + 1];
    all[0] = rows;
    System.arraycopy(dims, 0, all, 1, dims.length);
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
