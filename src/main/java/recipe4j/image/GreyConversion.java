package recipe4j.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Brightness of a decoded picture. Grey samples are taken as they are, whatever their depth: Java
 * would convert them through a linear colour space, which brightens them. Colours weigh as in ITU-R
 * BT.601, on sRGB values.
 */
final class GreyConversion {
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  /** From here on paint counts as opaque enough to tell whether it is dark or light. */
  private static final float VISIBLE = 0.5f;

  private GreyConversion() {}

  static GreyImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[] grey = new float[width * height];
    float @Nullable [] alpha = image.getColorModel().hasAlpha() ? new float[grey.length] : null;
    if (isGrey(image.getColorModel())) {
      greySamples(image, grey, alpha);
    } else {
      colours(image, grey, alpha);
    }
    if (alpha != null) {
      putOnPaper(grey, alpha);
    }
    return GreyImage.of(width, height, grey);
  }

  private static boolean isGrey(ColorModel model) {
    return !(model instanceof IndexColorModel)
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && !model.isAlphaPremultiplied();
  }

  private static void greySamples(BufferedImage image, float[] grey, float @Nullable [] alpha) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    float most = (1 << image.getColorModel().getComponentSize(0)) - 1;
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        grey[y * width + x] = row[x] / most;
      }
      if (alpha != null) {
        raster.getSamples(0, y, width, 1, 1, row);
        for (int x = 0; x < width; x++) {
          alpha[y * width + x] = row[x] / most;
        }
      }
    }
  }

  private static void colours(BufferedImage image, float[] grey, float @Nullable [] alpha) {
    int width = image.getWidth();
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int argb = row[x];
        grey[y * width + x] =
            luma((argb >> 16 & 0xFF) / 255f, (argb >> 8 & 0xFF) / 255f, (argb & 0xFF) / 255f);
        if (alpha != null) {
          alpha[y * width + x] = (argb >>> 24) / 255f;
        }
      }
    }
  }

  private static float luma(float red, float green, float blue) {
    return Math.min(1f, RED * red + GREEN * green + BLUE * blue);
  }

  /** White paper behind dark paint, black behind light paint. */
  private static void putOnPaper(float[] grey, float[] alpha) {
    double sum = 0;
    double weight = 0;
    boolean transparent = false;
    for (int i = 0; i < grey.length; i++) {
      sum += grey[i] * alpha[i];
      weight += alpha[i];
      transparent |= alpha[i] < VISIBLE;
    }
    float paper = transparent && weight > 0 && sum / weight > VISIBLE ? 0f : 1f;
    for (int i = 0; i < grey.length; i++) {
      grey[i] = alpha[i] * grey[i] + (1 - alpha[i]) * paper;
    }
  }

  /**
   * Brightness from a JPEG's bands as they are stored: the first is the luminance of YCbCr, the
   * last of four the black of CMYK and YCCK, which Adobe stores inverted.
   */
  static GreyImage ofJpegBands(Raster raster) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int band = raster.getNumBands() == 4 ? 3 : 0;
    int[] samples =
        raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, band, (int[]) null);
    float[] grey = new float[samples.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = samples[i] / 255f;
    }
    return GreyImage.of(width, height, grey);
  }
}
