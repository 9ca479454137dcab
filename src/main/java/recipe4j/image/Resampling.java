package recipe4j.image;

/**
 * Changes the size of an image with anti-aliasing: where it shrinks, a pixel is the mean of the
 * area it covers; where it grows, it is interpolated linearly. Rows and columns are done in turn.
 */
final class Resampling {
  private Resampling() {}

  /** The whole image in another size. */
  static GreyImage resize(GreyImage image, int width, int height) {
    return resample(image, BoundingBox.whole(image), width, height);
  }

  /** Shrinks an image, its aspect kept, until its longer side is at most {@code most}. */
  static GreyImage limit(GreyImage image, int most) {
    double scale = (double) most / image.longerSide();
    return scale >= 1
        ? image
        : resize(image, scaled(image.width(), scale), scaled(image.height(), scale));
  }

  /** A length after scaling, at least 1. */
  static int scaled(int length, double scale) {
    return Math.max(1, (int) Math.round(length * scale));
  }

  /** A part of an image in another size. */
  static GreyImage resample(GreyImage image, BoundingBox part, int width, int height) {
    Weights across = Weights.of(part.left(), part.width(), image.width(), width);
    Weights down = Weights.of(part.top(), part.height(), image.height(), height);
    float[] source = image.values();
    float[] narrowed = new float[width * part.height()];
    for (int y = 0; y < part.height(); y++) {
      int row = (part.top() + y) * image.width();
      for (int x = 0; x < width; x++) {
        narrowed[y * width + x] = across.apply(source, row, 1, x);
      }
    }
    Weights within = down.from(part.top());
    float[] result = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result[y * width + x] = within.apply(narrowed, x, width, y);
      }
    }
    return GreyImage.of(width, height, result);
  }

  /** For every target pixel of one axis, where its sources begin and what each weighs. */
  private static final class Weights {
    private final int[] first;
    private final float[][] weights; // of the sources from there on, sum 1

    private Weights(int[] first, float[][] weights) {
      this.first = first;
      this.weights = weights;
    }

    static Weights of(int from, int length, int sourceSize, int targetSize) {
      double step = (double) length / targetSize;
      double reach = step >= 1 ? step / 2 : 1;
      int last = Math.min(sourceSize, from + length) - 1;
      int[] first = new int[targetSize];
      float[][] weights = new float[targetSize][];
      for (int i = 0; i < targetSize; i++) {
        double centre = from + (i + 0.5) * step;
        first[i] = Math.max(from, (int) Math.floor(centre - reach));
        int end = Math.min(last, (int) Math.ceil(centre + reach) - 1);
        double[] raw = new double[Math.max(1, end - first[i] + 1)];
        double sum = 0;
        for (int j = 0; j < raw.length; j++) {
          double at = first[i] + j;
          raw[j] =
              step >= 1
                  ? Math.min(at + 1, centre + reach) - Math.max(at, centre - reach)
                  : 1 - Math.abs(at + 0.5 - centre);
          raw[j] = Math.max(0, raw[j]);
          sum += raw[j];
        }
        weights[i] = new float[raw.length];
        for (int j = 0; j < raw.length; j++) {
          weights[i][j] = (float) (raw[j] / sum);
        }
      }
      return new Weights(first, weights);
    }

    /** The same for sources that begin later. */
    Weights from(int offset) {
      int[] shifted = new int[first.length];
      for (int i = 0; i < shifted.length; i++) {
        shifted[i] = first[i] - offset;
      }
      return new Weights(shifted, weights);
    }

    float apply(float[] source, int start, int stride, int target) {
      float[] own = weights[target];
      float sum = 0;
      int at = start + first[target] * stride;
      for (float weight : own) {
        sum += weight * source[at];
        at += stride;
      }
      return sum;
    }
  }
}
