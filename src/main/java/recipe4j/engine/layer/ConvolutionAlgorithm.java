package recipe4j.engine.layer;

import java.util.Arrays;
import org.bytedeco.dnnl.global.dnnl;
import recipe4j.engine.graph.ConvolutionGeometry;
import recipe4j.engine.graph.KernelWindow;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.OneDnn;

/**
 * Chooses oneDNN's algorithm for a pass of a convolution: direct, or on AVX-512 processors its own
 * Winograd F(4x4, 3x3), which takes down to half the time if tiles of 4x4 cover the image well. The
 * bounds were measured with micro-batches of 8 and 32 images, 32 to 256 channels, images of 5x5 to
 * 55x55. On other processors there is {@code WinogradCompiler}.
 */
public final class ConvolutionAlgorithm {
  static final int DIRECT = dnnl.dnnl_convolution_direct;
  static final int WINOGRAD = dnnl.dnnl_convolution_winograd;

  /** oneDNN's Winograd kernels take whole blocks of channels. */
  private static final int BLOCK = 16;

  /** By what factor the number of products must shrink. */
  private static final double GAIN = 2.5;

  /** Less for the weights' gradient, whose direct kernel is slower than the others. */
  private static final double WEIGHTS_GAIN = 2;

  /** With fewer tiles its matrix products are too small to be efficient. */
  private static final int TILES = 16;

  private final boolean possible;
  private final boolean bias;
  private final Shape output;
  private final int rows;

  /**
   * For one convolution.
   *
   * @param spec its configuration
   * @param geometry its window; oneDNN 2.5 shifts the result if the paddings of an axis differ
   * @param output shape of one example
   * @param rows examples in a micro-batch
   */
  ConvolutionAlgorithm(
      LayerSpec.Convolution spec, ConvolutionGeometry geometry, Shape output, int rows) {
    this.possible =
        OneDnn.hasAvx512()
            && fits(spec.window())
            && Arrays.equals(geometry.before(), geometry.after())
            && spec.inputs() % BLOCK == 0
            && spec.filters() % BLOCK == 0;
    this.bias = spec.bias();
    this.output = output;
    this.rows = rows;
  }

  /** Whether a window is 3x3 with stride 1 and no dilation. */
  public static boolean fits(KernelWindow window) {
    return Arrays.equals(window.kernel(), new int[] {3, 3})
        && Arrays.equals(window.stride(), new int[] {1, 1})
        && !window.isDilated();
  }

  /**
   * For the output. Direct without a bias, which {@link ExactZeroConvolution} needs to know when
   * zeros must be exact.
   */
  int forward() {
    return bias ? choose(output, GAIN) : DIRECT;
  }

  /**
   * For the input's gradient.
   *
   * @param input shape of one example, or of the part that is computed
   */
  int data(Shape input) {
    return choose(input, GAIN);
  }

  /** For the weights' gradient. */
  int weights() {
    return choose(output, WEIGHTS_GAIN);
  }

  private int choose(Shape computed, double least) {
    Tiling tiling = Tiling.of(computed, new long[2]);
    return possible && tiling.count() * rows >= TILES && gain(output, computed) >= least
        ? WINOGRAD
        : DIRECT;
  }

  /**
   * The number of a direct convolution's products, divided by that of Winograd's tiles.
   *
   * @param output of the convolution
   * @param computed the image that the tiles cover
   */
  public static double gain(Shape output, Shape computed) {
    long direct = 9 * output.dims()[1] * output.dims()[2];
    return (double) direct / (36L * Tiling.of(computed, new long[2]).count());
  }
}
