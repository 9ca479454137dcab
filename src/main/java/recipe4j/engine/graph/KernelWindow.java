package recipe4j.engine.graph;

import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * The window of a convolution or pooling. Arrays have one value per axis: [height, width].
 *
 * @param kernel extent in pixels, without dilation
 * @param stride in pixels
 * @param dilation 1 for none
 * @param padding in pixels on both sides; ignored if the mode is Same
 * @param mode how the border is treated
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KernelWindow(
    int[] kernel, int[] stride, int[] dilation, int[] padding, ConvolutionMode mode) {
  /** The output's extent along an axis, 0 if the window does not fit. */
  long output(long input, int axis) {
    if (mode == ConvolutionMode.Same) {
      return samePadding(input, axis) < 0 ? 0 : ceilDivide(input, stride[axis]);
    }
    long room = input + 2L * padding[axis] - extent(axis);
    if (room < 0 || (mode == ConvolutionMode.Strict && room % stride[axis] != 0)) {
      return 0;
    }
    return room / stride[axis] + 1;
  }

  /** Padding above and to the left. */
  public long[] before(long[] input) {
    return new long[] {before(input[0], 0), before(input[1], 1)};
  }

  /** Padding below and to the right. */
  public long[] after(long[] input) {
    return new long[] {after(input[0], 0), after(input[1], 1)};
  }

  /** The strides, for oneDNN. */
  public long[] strides() {
    return new long[] {stride[0], stride[1]};
  }

  /** The kernel's extents, for oneDNN. */
  public long[] kernels() {
    return new long[] {kernel[0], kernel[1]};
  }

  /** Dilation as oneDNN counts it: 0 for none. */
  public long[] gaps() {
    return new long[] {dilation[0] - 1, dilation[1] - 1};
  }

  /** Whether the kernel has gaps along any axis. */
  public boolean isDilated() {
    return dilation[0] != 1 || dilation[1] != 1;
  }

  private long before(long input, int axis) {
    return mode == ConvolutionMode.Same ? samePadding(input, axis) / 2 : padding[axis];
  }

  private long after(long input, int axis) {
    return mode == ConvolutionMode.Same
        ? samePadding(input, axis) - before(input, axis)
        : padding[axis];
  }

  private long samePadding(long input, int axis) {
    return (ceilDivide(input, stride[axis]) - 1) * stride[axis] + extent(axis) - input;
  }

  private long extent(int axis) {
    return (kernel[axis] - 1L) * dilation[axis] + 1;
  }

  private static long ceilDivide(long a, long b) {
    return (a + b - 1) / b;
  }
}
