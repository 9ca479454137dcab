package recipe4j.engine;

import org.bytedeco.dnnl.memory;

/** Descriptions of float memory. */
final class Layouts {
  private static final memory.data_type FLOAT = memory.data_type.f32;

  private Layouts() {}

  /** DL4J's layout: row-major, channels before height and width. */
  static memory.desc plain(long... dims) {
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

  /** A part of a larger array: how far apart its elements lie along each axis. */
  static memory.desc strided(long[] dims, long... steps) {
    return new memory.desc(dims, FLOAT, steps);
  }

  /** Any layout that suits the kernel. */
  static memory.desc any(long... dims) {
    return new memory.desc(dims, FLOAT, memory.format_tag.any);
  }
}
