package recipe4j.engine.nativecode;

/**
 * What the kernels of a convolution or pooling with any window are told, as {@code struct window}
 * in C. Pairs are {downwards, across}, in pixels.
 *
 * @param images {how many, input channels, output channels, height, width, output's height, width}
 * @param kernel extent
 * @param stride from one window to the next
 * @param gap between two pixels of the kernel; 1 without dilation
 * @param before padding above and to the left
 * @param kind of a pooling: 0 maximum, 1 mean of what lies inside, 2 mean with padding
 * @param slope of a convolution's activation, as in {@link ConvolutionShape}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WindowShape(
    int[] images, int[] kernel, int[] stride, int[] gap, long[] before, int kind, float slope) {
  /** The fields in C's order, the slope by its bits. */
  public int[] fields() {
    int[] all = new int[17];
    System.arraycopy(images, 0, all, 0, 7);
    for (int axis = 0; axis < 2; axis++) {
      all[7 + axis] = kernel[axis];
      all[9 + axis] = stride[axis];
      all[11 + axis] = gap[axis];
      all[13 + axis] = (int) before[axis];
    }
    all[15] = kind;
    all[16] = Float.floatToRawIntBits(slope);
    return all;
  }
}
