package recipe4j.engine.plan;

import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.Layout;

/** Makes layouts. */
public final class Layouts {
  /** Channels of a block in oneDNN's layout for AVX2. */
  private static final int NARROW = 8;

  private Layouts() {}

  /** DL4J's layout: row-major, channels before height and width. */
  public static Layout plain(long... dims) {
    return Layout.of(1, dims);
  }

  /** The layout of the C kernels: channels in blocks of 16, filled up with zeros. */
  public static Layout blocked(long... dims) {
    return Layout.of(Layout.BLOCK, dims);
  }

  /** A part of a larger array, by its strides: elements from one index to the next, by axis. */
  public static Layout strided(long[] dims, long... strides) {
    return Layout.of(new memory.desc(dims, memory.data_type.f32, strides));
  }

  /** Whatever layout oneDNN's kernel prefers. */
  public static memory.desc any(long... dims) {
    return new memory.desc(dims, memory.data_type.f32, memory.format_tag.any);
  }

  /**
   * The layout of given images for another number of channels: blocked, if both numbers are whole
   * blocks, else plain.
   *
   * @param images in the layout
   * @param shape of one image with the other number of channels
   * @param rows examples in either
   */
  public static Layout alike(Tensor images, Shape shape, int rows) {
    return IntStream.of(Layout.BLOCK, NARROW)
        .filter(block -> images.shape().isImage())
        .filter(block -> images.shape().channels() % block == 0 && shape.channels() % block == 0)
        .filter(block -> images.layout().equals(Layout.of(block, images.shape().batch(rows))))
        .mapToObj(block -> Layout.of(block, shape.batch(rows)))
        .findFirst()
        .orElseGet(() -> plain(shape.batch(rows)));
  }
}
