package recipe4j.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Prepares a picture as the digits of MNIST were: fitted into 20x20 pixels with the aspect kept and
 * grey levels from anti-aliasing, then placed so that the centre of mass is the centre of 28x28.
 * Strokes thinner than a pen of MNIST's forms are thickened, as a thin line would fade away.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">LeCun, Cortes, Burges: the MNIST database</a>
 */
final class MnistPreparation {
  /** Longer side of the digit, of the image's shorter side. */
  private static final double INK_SIDE = 20.0 / 28.0;

  /** Width of a stroke in pixels of 28x28 below which it is thickened. */
  private static final double LEAST_STROKE = 2;

  /** Sides that are looked at: enough for any digit that fills a twentieth of the picture. */
  private static final int LOOK = 640;

  /** Pixels of the enlarged digit for one of the result. */
  private static final int DETAIL = 8;

  /** Mean brightness of the frame below which a picture counts as light on dark already. */
  private static final double DARK_FRAME = 0.1;

  /** Part of the ink's pixels, the brightest, that becomes white. */
  private static final double WHITE = 0.2;

  /** Below this a pixel does not count as ink when brightness is set. */
  private static final float FAINT = 0.1f;

  private MnistPreparation() {}

  /** The largest digit of a picture. */
  static PreparedImage apply(GreyImage picture, int height, int width)
      throws InvalidImageException {
    if (isPrepared(picture, height, width)) {
      return asItIs(picture);
    }
    InkSegmentation ink = InkSegmentation.of(Resampling.limit(picture, LOOK));
    InkSegmentation.Piece piece = ink.largest().orElseThrow(MnistPreparation::nothing);
    List<String> doubts = new ArrayList<>(Doubts.several(ink));
    doubts.addAll(Doubts.of(ink, piece));
    return prepared(picture, ink, piece, "", doubts, height, width);
  }

  /** All digits of a picture, from left to right. */
  static List<PreparedImage> each(GreyImage picture, int height, int width)
      throws InvalidImageException {
    if (isPrepared(picture, height, width)) {
      return List.of(asItIs(picture));
    }
    InkSegmentation ink = InkSegmentation.of(Resampling.limit(picture, LOOK));
    List<InkSegmentation.Piece> pieces = ink.digits();
    if (pieces.isEmpty()) {
      throw nothing();
    }
    List<PreparedImage> all = new ArrayList<>();
    for (InkSegmentation.Piece piece : pieces) {
      String place = "; number %s of %s".formatted(all.size() + 1, pieces.size());
      all.add(
          prepared(
              picture,
              ink,
              piece,
              pieces.size() == 1 ? "" : place,
              Doubts.of(ink, piece),
              height,
              width));
    }
    return all;
  }

  private static boolean isPrepared(GreyImage picture, int height, int width) {
    return picture.height() == height && picture.width() == width && hasDarkFrame(picture);
  }

  private static PreparedImage asItIs(GreyImage picture) throws InvalidImageException {
    if (brightest(picture) < InkSegmentation.LEAST_CONTRAST) {
      throw nothing();
    }
    return new PreparedImage(
        picture.height(),
        picture.width(),
        picture.toBytes(),
        "light on dark, as it is",
        Doubts.ofPrepared(InkSegmentation.of(picture)));
  }

  private static PreparedImage prepared(
      GreyImage picture,
      InkSegmentation ink,
      InkSegmentation.Piece piece,
      String place,
      List<String> doubts,
      int height,
      int width) {
    int side = Math.max(1, (int) Math.round(INK_SIDE * Math.min(height, width)));
    GreyImage digit = fit(enlarged(piece, side), side);
    double scale = (double) picture.longerSide() / Math.max(ink.width(), ink.height());
    String how =
        "%s; ink %sx%s of %sx%s pixels%s"
            .formatted(
                ink.isDark() ? "dark on light, inverted" : "light on dark",
                Math.round(piece.box().width() * scale),
                Math.round(piece.box().height() * scale),
                picture.width(),
                picture.height(),
                place);
    return new PreparedImage(height, width, centred(digit, height, width), how, doubts);
  }

  private static InvalidImageException nothing() {
    return new InvalidImageException(
        "a picture must show ink on paper, found none; write larger or with more contrast");
  }

  private static float brightest(GreyImage picture) {
    float most = 0;
    for (float value : picture.values()) {
      most = Math.max(most, value);
    }
    return most;
  }

  private static boolean hasDarkFrame(GreyImage image) {
    double sum = 0;
    int n = 0;
    for (int y = 0; y < image.height(); y++) {
      boolean edge = y == 0 || y == image.height() - 1;
      for (int x = 0; x < image.width(); x++) {
        if (edge || x == 0 || x == image.width() - 1) {
          sum += image.get(x, y);
          n++;
        }
      }
    }
    return sum / n < DARK_FRAME;
  }

  /** The digit cut out, a few times as large as it will be, with strokes of a pen's width. */
  private static GreyImage enlarged(InkSegmentation.Piece piece, int side) {
    BoundingBox box = piece.box();
    double scale = Math.min(1, (double) DETAIL * side / box.longerSide());
    int width = Resampling.scaled(box.width(), scale);
    int height = Resampling.scaled(box.height(), scale);
    GreyImage cut = stretched(Resampling.resample(piece.strength(), box, width, height));
    double wanted = LEAST_STROKE * cut.longerSide() / side;
    double radius = (wanted - piece.strokeWidth() * scale) / 2;
    return radius > 0 ? StrokeThickening.thicken(cut, radius) : cut;
  }

  private static GreyImage fit(GreyImage digit, int side) {
    double scale = (double) side / digit.longerSide();
    return stretched(
        Resampling.resize(
            digit,
            Resampling.scaled(digit.width(), scale),
            Resampling.scaled(digit.height(), scale)));
  }

  /** Makes the brightest fifth of the ink white; a fine line is grey after it was made small. */
  private static GreyImage stretched(GreyImage image) {
    float[] values = image.values().clone();
    float[] ink = new float[values.length];
    int n = 0;
    for (float value : values) {
      if (value > FAINT) {
        ink[n++] = value;
      }
    }
    if (n == 0) {
      return image;
    }
    java.util.Arrays.sort(ink, 0, n);
    float white = ink[(int) ((1 - WHITE) * (n - 1))];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(1, values[i] / white);
    }
    return GreyImage.of(image.width(), image.height(), values);
  }

  private static byte[] centred(GreyImage digit, int height, int width) {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = 0; y < digit.height(); y++) {
      for (int x = 0; x < digit.width(); x++) {
        float value = digit.get(x, y);
        sum += value;
        sumX += value * (x + 0.5);
        sumY += value * (y + 0.5);
      }
    }
    int left = offset(width, digit.width(), sumX / sum);
    int top = offset(height, digit.height(), sumY / sum);
    byte[] content = digit.toBytes();
    byte[] pixels = new byte[height * width];
    for (int y = 0; y < digit.height(); y++) {
      System.arraycopy(content, y * digit.width(), pixels, (top + y) * width + left, digit.width());
    }
    return pixels;
  }

  /**
   * Where the ink begins so that its centre of mass lies in the pixel behind the middle, as it does
   * in all of MNIST's images: from 14.0 to 15.0 of 28. Whole pixels, so that nothing blurs; within
   * the image, so that nothing is cut off.
   */
  private static int offset(int length, int ink, double mass) {
    int middle = length / 2;
    double offset = Math.ceil(middle - mass);
    return (int) Math.max(0, Math.min(length - ink, offset));
  }
}
