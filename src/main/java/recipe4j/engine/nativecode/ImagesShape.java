package recipe4j.engine.nativecode;

/**
 * What the kernels that convert or normalise images are told, as {@code struct images} in C.
 *
 * @param images in the micro-batch
 * @param channels of an image
 * @param pixels of a channel
 * @param conversion one of the constants here
 * @param given whether mean and variance are given
 * @param epsilon added to a variance
 */
public record ImagesShape(
    int images, int channels, int pixels, int conversion, boolean given, float epsilon) {
  /** Plain images to blocks. */
  public static final int TO_BLOCKS = 0;

  /** Blocks to plain images. */
  public static final int FROM_BLOCKS = 1;

  /** Blocks are added to plain images. */
  public static final int ADD_FROM_BLOCKS = 2;

  /**
   * To convert an array.
   *
   * @param dims [images, channels, ...]
   * @param conversion one of the constants here
   */
  public static ImagesShape toConvert(long[] dims, int conversion) {
    return new ImagesShape((int) dims[0], (int) dims[1], pixels(dims), conversion, false, 0);
  }

  /**
   * To normalise an array.
   *
   * @param dims [images, channels, ...]
   * @param given whether mean and variance are given
   * @param epsilon added to a variance
   */
  public static ImagesShape toNormalise(long[] dims, boolean given, double epsilon) {
    return new ImagesShape((int) dims[0], (int) dims[1], pixels(dims), 0, given, (float) epsilon);
  }

  private static int pixels(long[] dims) {
    int pixels = 1;
    for (int i = 2; i < dims.length; i++) {
      pixels *= (int) dims[i];
    }
    return pixels;
  }

  /** The fields in C's order, epsilon by its bits. */
  public int[] fields() {
    return new int[] {
      images, channels, pixels, conversion, given ? 1 : 0, Float.floatToRawIntBits(epsilon)
    };
  }
}
