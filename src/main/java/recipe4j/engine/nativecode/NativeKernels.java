package recipe4j.engine.nativecode;

/**
 * The C kernels. {@code lanes} chooses the instruction set: 16 floats of AVX-512, 8 of AVX2, 4 of
 * NEON; it must not be more than {@link KernelLibrary#lanes}. All other arguments are addresses of
 * floats, unless said otherwise; 0 stands for what is not there. {@code shape} is the address of
 * {@link ConvolutionShape#fields}, or of what the method says. Images are blocked,
 * [images][channels / 16][height][width][16], where the last block of channels is filled up with
 * zeros.
 */
public final class NativeKernels {
  /** For {@link #combine}. */
  public static final int SUM = 0;

  /** For {@link #combine}. */
  public static final int PRODUCT = 1;

  private NativeKernels() {}

  /** The widest vectors that this processor has kernels for; 0 for none. */
  static native int lanes();

  /** Bytes that the other Winograd kernels work in. */
  public static native long winogradScratch(int lanes, long shape);

  /** Floats of a convolution's transformed weights. */
  public static native long winogradWeightsSize(int lanes, long shape);

  /**
   * Transforms weights [outputs, inputs, 3, 3] to {@code points}, which for the backward pass are
   * to be {@code transposed} (1, else 0).
   */
  public static native void winogradWeights(
      int lanes, long shape, long weights, long points, int transposed);

  /**
   * A 3x3 convolution with bias, activation and, if the shape says so, pooling.
   *
   * @param lanes of the vectors
   * @param shape of the convolution
   * @param source input images, blocked
   * @param weights transformed
   * @param bias [outputs], or 0
   * @param result output images, blocked, pooled
   * @param maxima one byte for each output: its place in the window; 0 if nobody wants to know
   * @param scratch see {@link #winogradScratch}
   */
  public static native void winogradForward(
      int lanes,
      long shape,
      long source,
      long weights,
      long bias,
      long result,
      long maxima,
      long scratch);

  /**
   * The gradients of such a convolution.
   *
   * @param lanes of the vectors
   * @param shape of the convolution
   * @param source input images, blocked
   * @param transposed weights
   * @param result of the forward pass
   * @param maxima of the forward pass
   * @param gradient with respect to the result
   * @param sourceGradient receives that with respect to the source; 0 if nobody wants it
   * @param points receives that with respect to the transformed weights
   * @param biasGradient receives [outputs]; 0 without a bias
   * @param scratch see {@link #winogradScratch}
   */
  public static native void winogradBackward(
      int lanes,
      long shape,
      long source,
      long transposed,
      long result,
      long maxima,
      long gradient,
      long sourceGradient,
      long points,
      long biasGradient,
      long scratch);

  /** Transforms the gradient of transformed weights to that of the weights. */
  public static native void winogradWeightGradient(
      int lanes, long shape, long points, long gradient);

  /** Bytes that the other direct kernels work in. */
  public static native long directScratch(int lanes, long shape);

  /** A convolution of few input channels; as {@link #winogradForward}, but of plain images. */
  public static native void directForward(
      int lanes,
      long shape,
      long source,
      long weights,
      long bias,
      long result,
      long maxima,
      long scratch);

  /** Its gradients; as {@link #winogradBackward}, but of the weights themselves. */
  public static native void directBackward(
      int lanes,
      long shape,
      long source,
      long result,
      long maxima,
      long gradient,
      long weightGradient,
      long biasGradient,
      long scratch);

  /** Bytes that the convolution of {@link WindowShape#fields} works in. */
  public static native long windowScratch(int lanes, long shape);

  /** A convolution of any {@link WindowShape}; as {@link #winogradForward}, without pooling. */
  public static native void windowForward(
      int lanes, long shape, long source, long weights, long bias, long result, long scratch);

  /** Its gradients; as {@link #winogradBackward}, but of the weights themselves. */
  public static native void windowBackward(
      int lanes,
      long shape,
      long source,
      long weights,
      long result,
      long gradient,
      long sourceGradient,
      long weightGradient,
      long biasGradient,
      long scratch);

  /**
   * A pooling of any {@link WindowShape}.
   *
   * @param lanes of the vectors
   * @param shape of the pooling
   * @param source input images, blocked
   * @param result output images, blocked
   * @param maxima receives an int for each output: the maximum's pixel; 0 if nobody wants to know
   */
  public static native void poolingForward(
      int lanes, long shape, long source, long result, long maxima);

  /** Its gradient with respect to the source, from that with respect to the result. */
  public static native void poolingBackward(
      int lanes, long shape, long gradient, long maxima, long sourceGradient);

  /**
   * A dense layer with bias and activation. {@code shape} is the address of rows, inputs (a
   * multiple of 16), outputs, and the activation's slope as in {@link ConvolutionShape}.
   *
   * @param lanes of the vectors
   * @param shape of the layer
   * @param source [rows, inputs]
   * @param weights [outputs, inputs]
   * @param bias [outputs], or 0
   * @param result receives [rows, outputs]
   */
  public static native void denseForward(
      int lanes, long shape, long source, long weights, long bias, long result);

  /**
   * Its gradients, but for that of the weights.
   *
   * @param lanes of the vectors
   * @param shape of the layer
   * @param weights [outputs, inputs]
   * @param result of the forward pass
   * @param gradient with respect to the result
   * @param above receives that before the activation, [rows, outputs]
   * @param biasGradient receives [outputs]; 0 without a bias
   * @param sourceGradient receives [rows, inputs]; 0 if nobody wants it
   */
  public static native void denseBackward(
      int lanes,
      long shape,
      long weights,
      long result,
      long gradient,
      long above,
      long biasGradient,
      long sourceGradient);

  /** The gradient of its weights, [outputs, inputs], from that before the activation. */
  public static native void denseWeightGradient(
      int lanes, long shape, long above, long source, long gradient);

  /**
   * An activation function, or the product of its derivative with a gradient.
   *
   * @param lanes of the vectors
   * @param shape function, its parameter and the number of values, as {@code struct eltwise} in C
   * @param values the input; of a derivative, the output if that suffices
   * @param gradient 0 for the function itself
   * @param result receives the values; may be the gradient's memory
   */
  public static native void eltwise(int lanes, long shape, long values, long gradient, long result);

  /** Converts images between the plain layout and blocks, as {@link ImagesShape} says. */
  public static native void reorder(int lanes, long shape, long plain, long blocks);

  /**
   * Batch normalisation of an {@link ImagesShape}, blocked, by given statistics or the images' own.
   *
   * @param lanes of the vectors
   * @param shape of the images
   * @param source images
   * @param mean [channels], given or received
   * @param variance [channels], given or received
   * @param gamma [channels]
   * @param beta [channels]
   * @param result receives the images
   */
  public static native void normalizationForward(
      int lanes,
      long shape,
      long source,
      long mean,
      long variance,
      long gamma,
      long beta,
      long result);

  /** The gradients of {@link #normalizationForward}. */
  public static native void normalizationBackward(
      int lanes,
      long shape,
      long source,
      long mean,
      long variance,
      long gamma,
      long gradient,
      long gammaGradient,
      long betaGradient,
      long sourceGradient);

  /** {@link #SUM}s or {@link #PRODUCT}s of two arrays; the result may be one of them. */
  public static native void combine(
      int lanes, int operation, long length, long left, long right, long result);

  /** Whether all of an array's values are finite: not 0 if they are. */
  public static native int finite(int lanes, long length, long values);

  /** Adam: turns gradients into updates, and updates both averages. */
  public static native void adamStep(
      int lanes, long settings, long gradient, long mean, long square, long length);
}
