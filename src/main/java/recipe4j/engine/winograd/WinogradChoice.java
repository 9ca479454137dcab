package recipe4j.engine.winograd;

import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.layer.ConvolutionAlgorithm;
import recipe4j.engine.onednn.OneDnn;

/**
 * Chooses the convolutions for which {@link WinogradCompiler} is faster than oneDNN's kernels. None
 * on AVX-512 processors, for which oneDNN has Winograd kernels itself.
 */
public final class WinogradChoice {
  /** With fewer channels the transforms take longer than the products save. */
  private static final int CHANNELS = 16;

  /** With shorter vectors, of channels times examples, the loops' overhead prevails. */
  private static final int VECTOR = 128;

  /** By what factor the number of products must shrink. */
  private static final double GAIN = 2;

  private WinogradChoice() {}

  /**
   * Whether to take it.
   *
   * @param spec the convolution
   * @param input shape of one example
   * @param rows examples in a micro-batch
   */
  public static boolean suits(LayerSpec.Convolution spec, Shape input, int rows) {
    return !OneDnn.hasAvx512()
        && ConvolutionAlgorithm.fits(spec.window())
        && Math.min(spec.inputs(), spec.filters()) >= CHANNELS
        && Math.min(spec.inputs(), spec.filters()) * rows >= VECTOR
        && ConvolutionAlgorithm.gain(spec.output(input), spec.output(input)) >= GAIN;
  }
}
