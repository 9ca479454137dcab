package recipe4j.engine;

import java.util.Arrays;

/** For which convolutions {@link WinogradStep} is faster than oneDNN's own kernels. */
final class WinogradChoice {
  /** With fewer channels the transforms cost more than the products save. */
  private static final int CHANNELS = 16;

  /** Shorter vectors are all overhead. */
  private static final int VECTOR = 128;

  /** How many times fewer products there must be. */
  private static final double GAIN = 2;

  private WinogradChoice() {}

  /**
   * Whether to take it.
   *
   * @param spec the convolution
   * @param input shape of one example
   * @param rows examples in a micro-batch
   */
  static boolean suits(LayerSpec.Convolution spec, Shape input, int rows) {
    return fits(spec.window())
        && Math.min(spec.inputs(), spec.filters()) >= CHANNELS
        && Math.min(spec.inputs(), spec.filters()) * rows >= VECTOR
        && gain(spec.output(input)) >= GAIN;
  }

  private static boolean fits(Window window) {
    return Arrays.equals(window.kernel(), new int[] {3, 3})
        && Arrays.equals(window.stride(), new int[] {1, 1})
        && !window.isDilated();
  }

  private static double gain(Shape output) {
    long direct = 9 * output.dims()[1] * output.dims()[2];
    return (double) direct / (36L * Tiling.of(output, new long[2]).count());
  }
}
