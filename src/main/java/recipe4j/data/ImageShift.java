package recipe4j.data;

import java.util.Random;

/**
 * Changes of images that leave their class as it is, in steps, to see whether a model knows that it
 * knows less (Ovadia et al., "Can You Trust Your Model's Uncertainty? Evaluating Predictive
 * Uncertainty Under Dataset Shift", 2019).
 */
public enum ImageShift {
  /** A turn about the middle, in degrees, clockwise; what comes in is black. */
  ROTATION("rotated, degrees", 15, 1) {
    @Override
    double[] apply(double[] image, int height, int width, double level, Random random) {
      double cos = Math.cos(Math.toRadians(level));
      double sin = Math.sin(Math.toRadians(level));
      double[] turned = new double[image.length];
      for (int i = 0; i < image.length; i++) {
        int row = i / width;
        double x = i % width - (width - 1) / 2.0;
        double y = row - (height - 1) / 2.0;
        double u = cos * x + sin * y + (width - 1) / 2.0;
        double v = cos * y - sin * x + (height - 1) / 2.0;
        turned[i] = between(image, height, width, u, v);
      }
      return turned;
    }
  },

  /** A Gaussian blur, by its standard deviation in pixels; beyond the edge is black. */
  BLUR("blurred, pixels", 1, 2) {
    @Override
    double[] apply(double[] image, int height, int width, double level, Random random) {
      int reach = (int) Math.ceil(3 * level);
      double[] result = image;
      for (int stride : new int[] {1, width}) {
        double[] from = result;
        result = new double[image.length];
        for (int i = 0; i < image.length; i++) {
          int place = stride == 1 ? i % width : i / width;
          int count = stride == 1 ? width : height;
          double sum = 0;
          double weights = 0;
          for (int off = -reach; off <= reach; off++) {
            double weight = Math.exp(-0.5 * off * off / (level * level));
            weights += weight;
            sum += place + off >= 0 && place + off < count ? weight * from[i + off * stride] : 0;
          }
          result[i] = sum / weights;
        }
      }
      return result;
    }
  },

  /** Gaussian noise, by its standard deviation in parts of the whole range; cut off at its ends. */
  NOISE("noisy, of the range", 1, 10) {
    @Override
    double[] apply(double[] image, int height, int width, double level, Random random) {
      double[] noisy = new double[image.length];
      for (int i = 0; i < image.length; i++) {
        noisy[i] = image[i] + 255 * level * random.nextGaussian();
      }
      return noisy;
    }
  };

  private final String title;
  private final int step;
  private final int parts;

  ImageShift(String title, int step, int parts) {
    this.title = title;
    this.step = step;
    this.parts = parts;
  }

  /** {@return the name with the unit of its levels, for example "rotated, degrees"} */
  public String title() {
    return title;
  }

  /** {@return the four usual levels, ascending, without 0, which changes nothing} */
  public double[] levels() {
    double[] levels = new double[4];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (double) step * (i + 1) / parts;
    }
    return levels;
  }

  /**
   * Changes images.
   *
   * @param images any; labels are kept
   * @param level how much, above 0, in the unit of {@link #title}
   * @param seed of noise
   * @return changed copies
   * @throws IllegalArgumentException if the level is not above 0 and finite
   */
  public LabelledImages apply(LabelledImages images, double level, long seed) {
    if (!(level > 0 && level < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a level must be above 0 and finite, found " + level);
    }
    ImageShape shape = images.shape();
    Random random = new Random(seed);
    byte[] pixels = new byte[Math.multiplyExact(images.count(), shape.pixels())];
    double[] image = new double[shape.pixels()];
    for (int i = 0; i < images.count(); i++) {
      byte[] original = images.pixels(i);
      for (int p = 0; p < image.length; p++) {
        image[p] = original[p] & 0xFF;
      }
      double[] changed = apply(image, shape.height(), shape.width(), level, random);
      for (int p = 0; p < image.length; p++) {
        pixels[i * image.length + p] = (byte) Math.round(Math.max(0, Math.min(255, changed[p])));
      }
    }
    return LabelledImages.of(shape, pixels, images.labels());
  }

  abstract double[] apply(double[] image, int height, int width, double level, Random random);

  /** Linear between pixels. */
  private static double between(double[] image, int height, int width, double u, double v) {
    int left = (int) Math.floor(u);
    int top = (int) Math.floor(v);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      int x = left + (i & 1);
      int y = top + (i >> 1);
      if (x >= 0 && y >= 0 && x < width && y < height) {
        sum += (1 - Math.abs(u - x)) * (1 - Math.abs(v - y)) * image[y * width + x];
      }
    }
    return sum;
  }
}
