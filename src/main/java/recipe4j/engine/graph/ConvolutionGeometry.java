package recipe4j.engine.graph;

/** A convolution's window as oneDNN takes it, one value per axis. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConvolutionGeometry(long[] strides, long[] gaps, long[] before, long[] after) {
  public static ConvolutionGeometry of(KernelWindow window, long[] extent) {
    return new ConvolutionGeometry(
        window.strides(), window.gaps(), window.before(extent), window.after(extent));
  }

  /** The same along the width, and nothing along the height. */
  public ConvolutionGeometry withoutRows() {
    return new ConvolutionGeometry(
        new long[] {1, strides[1]},
        new long[] {0, gaps[1]},
        new long[] {0, before[1]},
        new long[] {0, after[1]});
  }
}
