package recipe4j.engine.nativecode;

/**
 * What the kernels of a convolution are told, as {@code struct convolution} in C.
 *
 * @param images in the micro-batch
 * @param inputs channels
 * @param outputs channels
 * @param height of an input image, pixels
 * @param width of an input image, pixels
 * @param rows of the convolution's output that are used; even if it is pooled
 * @param columns likewise
 * @param top padding, pixels
 * @param left padding, pixels
 * @param pooled whether a max pooling of 2x2 with stride 2 follows
 * @param kernel extent of the square window, pixels
 * @param slope of the activation: x where x is above 0, else slope * x; 1 for none, 0 for ReLU
 */
public record ConvolutionShape(
    int images,
    int inputs,
    int outputs,
    int height,
    int width,
    int rows,
    int columns,
    int top,
    int left,
    boolean pooled,
    int kernel,
    float slope) {
  /** The fields in C's order, the slope by its bits. */
  public int[] fields() {
    return new int[] {
      images,
      inputs,
      outputs,
      height,
      width,
      rows,
      columns,
      top,
      left,
      pooled ? 1 : 0,
      kernel,
      Float.floatToRawIntBits(slope)
    };
  }
}
