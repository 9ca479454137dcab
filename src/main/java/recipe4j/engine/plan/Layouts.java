package recipe4j.engine.plan;

import java.util.Map;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Shape;

/** oneDNN's descriptions of memory of floats: dimensions and order. */
public final class Layouts {
  private static final memory.data_type FLOAT = memory.data_type.f32;

  /** oneDNN's blocked layouts for AVX-512 and for AVX2, and how many channels a block has. */
  private static final Map<memory.format_tag, Integer> BLOCKS =
      Map.of(memory.format_tag.aBcd16b, 16, memory.format_tag.aBcd8b, 8);

  private Layouts() {}

  /** DL4J's layout: row-major, channels before height and width. */
  public static memory.desc plain(long... dims) {
    memory.format_tag tag =
        switch (dims.length) {
          case 1 -> memory.format_tag.a;
          case 2 -> memory.format_tag.ab;
          case 3 -> memory.format_tag.abc;
          case 4 -> memory.format_tag.abcd;
          default -> throw new IllegalArgumentException("no plain layout of rank " + dims.length);
        };
    return new memory.desc(dims, FLOAT, tag);
  }

  /** The layout of the C kernels: channels in blocks of 16, filled up with zeros. */
  public static memory.desc blocked(long... dims) {
    return of(dims, memory.format_tag.aBcd16b);
  }

  /** A part of a larger array, by its strides: elements from one index to the next, by axis. */
  public static memory.desc strided(long[] dims, long... strides) {
    return new memory.desc(dims, FLOAT, strides);
  }

  /** Whatever layout the kernel prefers. */
  public static memory.desc any(long... dims) {
    return new memory.desc(dims, FLOAT, memory.format_tag.any);
  }

  /**
   * The layout of given images for another number of channels: blocked, if both numbers are whole
   * blocks, else plain.
   *
   * @param images in the layout
   * @param shape of one image with the other number of channels
   * @param rows examples in either
   */
  public static memory.desc alike(Tensor images, Shape shape, int rows) {
    return BLOCKS.entrySet().stream()
        .filter(block -> images.shape().isImage())
        .filter(block -> images.shape().channels() % block.getValue() == 0)
        .filter(block -> shape.channels() % block.getValue() == 0)
        .filter(block -> images.layout().equals(of(images.shape().batch(rows), block.getKey())))
        .map(block -> of(shape.batch(rows), block.getKey()))
        .findFirst()
        .orElseGet(() -> plain(shape.batch(rows)));
  }

  private static memory.desc of(long[] dims, memory.format_tag tag) {
    return new memory.desc(dims, FLOAT, tag);
  }
}
