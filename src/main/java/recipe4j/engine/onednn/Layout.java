package recipe4j.engine.onednn;

import java.util.Arrays;
import org.bytedeco.dnnl.memory;

/** Dimensions of an array of floats, [rows, channels, ...], and their order in memory. */
public final class Layout {
  /** Channels of a block of the C kernels. */
  public static final int BLOCK = 16;

  private final long[] dims;
  private final int block;
  private memory.desc description;

  private Layout(long[] dims, int block, memory.desc description) {
    this.dims = dims;
    this.block = block;
    this.description = description;
  }

  /**
   * Row-major within blocks of channels; the last block is filled up with zeros.
   *
   * @param block channels of a block: 8 or 16; 1 for none
   * @param dims at least one; with blocks, at least two
   */
  public static Layout of(int block, long... dims) {
    return new Layout(dims, block, null);
  }

  /** A layout that oneDNN chose. */
  public static Layout of(memory.desc description) {
    return new Layout(null, 0, description);
  }

  /** Channels of a block, 1 for none; 0 for a layout that only oneDNN knows. */
  public int block() {
    return block;
  }

  /** Extents; null for a layout that only oneDNN knows. */
  public long[] dims() {
    return dims;
  }

  /** Values of memory, with those that fill up the last block; at least as much as is needed. */
  public long length() {
    if (block == 0) { // oneDNN keeps the places of maxima as bytes
      return (description.get_size() + Float.BYTES - 1) / Float.BYTES;
    }
    long all = 1;
    for (int i = 0; i < dims.length; i++) {
      all *= i == 1 ? (dims[i] + block - 1) / block * block : dims[i];
    }
    return all;
  }

  /** Bytes of memory. */
  public long bytes() {
    return length() * Float.BYTES;
  }

  /** The same for oneDNN; only where there is oneDNN. */
  public memory.desc description() {
    if (description == null) {
      description = new memory.desc(dims, memory.data_type.f32, tag());
    }
    return description;
  }

  private memory.format_tag tag() {
    if (block > 1 && dims.length == 4) {
      return block == BLOCK ? memory.format_tag.aBcd16b : memory.format_tag.aBcd8b;
    }
    if (block > 1) {
      throw new IllegalArgumentException("oneDNN blocks images only, not rank " + dims.length);
    }
    return switch (dims.length) {
      case 1 -> memory.format_tag.a;
      case 2 -> memory.format_tag.ab;
      case 3 -> memory.format_tag.abc;
      case 4 -> memory.format_tag.abcd;
      default -> throw new IllegalArgumentException("no plain layout of rank " + dims.length);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout layout
        && ((block > 0 && layout.block > 0)
            ? block == layout.block && Arrays.equals(dims, layout.dims)
            : description().equals(layout.description()));
  }

  /** The same for all, as one that oneDNN chose may equal one of ours. */
  @Override
  public int hashCode() {
    return 1;
  }
}
