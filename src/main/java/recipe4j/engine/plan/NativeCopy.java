package recipe4j.engine.plan;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import recipe4j.engine.nativecode.ImagesShape;
import recipe4j.engine.nativecode.NativeKernels;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.onednn.Operation;

/** Copies between the layouts of the kernels in C, as oneDNN's reorder does between any. */
final class NativeCopy {
  private NativeCopy() {}

  /**
   * An operation that copies.
   *
   * @param lanes floats of the kernels' vectors
   * @param name for profiles
   * @param from values
   * @param to receives them
   * @param add whether they are added to what is there; then its layout must be plain
   */
  static Operation of(int lanes, String name, Data from, Data to, boolean add) {
    long length = to.layout().length();
    if (from.layout().block() == to.layout().block()) {
      return new NativeOperation(
          name,
          add
              ? at -> NativeKernels.combine(lanes, NativeKernels.SUM, length, at[1], at[0], at[1])
              : at -> copy(at[0], at[1], length * Float.BYTES),
          from,
          to);
    }
    boolean toBlocks = to.layout().block() > 1;
    int conversion =
        toBlocks
            ? ImagesShape.TO_BLOCKS
            : add ? ImagesShape.ADD_FROM_BLOCKS : ImagesShape.FROM_BLOCKS;
    long[] dims = (toBlocks ? to : from).layout().dims();
    IntPointer shape = new IntPointer(ImagesShape.toConvert(dims, conversion).fields());
    return new NativeOperation(
        name,
        at -> NativeKernels.reorder(lanes, shape.address(), at[0], at[1]),
        toBlocks ? from : to,
        toBlocks ? to : from);
  }

  private static void copy(long from, long to, long bytes) {
    Pointer.memcpy(new Address(to), new Address(from), bytes);
  }
}
