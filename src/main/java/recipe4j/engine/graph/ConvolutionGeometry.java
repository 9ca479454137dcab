package recipe4j.engine.graph;

/**
 * A convolution's window as oneDNN takes it, one value per axis: [height, width].
 *
 * @param strides in pixels
 * @param gaps between the kernel's pixels, 0 without dilation
 * @param before padding above and to the left
 * @param after padding below and to the right
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConvolutionGeometry(long[] strides, long[] gaps, long[] before, long[] after) {
  /** A window over images of an extent [height, width]. */
  public static ConvolutionGeometry of(KernelWindow window, long[] extent) {
    return new ConvolutionGeometry(
        window.strides(), window.gaps(), window.before(extent), window.after(extent));
  }

  /** The same along the width; stride 1 without gaps and padding along the height. */
  public ConvolutionGeometry withoutRows() {
    return new ConvolutionGeometry(
        new long[] {1, strides[1]},
        new long[] {0, gaps[1]},
        new long[] {0, before[1]},
        new long[] {0, after[1]});
  }
}
