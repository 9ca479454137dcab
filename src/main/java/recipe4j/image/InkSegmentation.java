package recipe4j.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * Separates ink from paper: how strong the ink is at every pixel (0 to 1), and the largest
 * connected piece of it. Whether it is darker or lighter than the paper is found.
 */
final class InkSegmentation {
  /** Noise that a threshold lets pass: 5 standard deviations. */
  private static final double SURE = 5;

  /** Contrast below which there is no ink, of the whole range. */
  static final double LEAST_CONTRAST = 0.06;

  /** Part of the contrast of strong ink from which on a pixel is ink. */
  private static final double THRESHOLD = 0.4;

  /** Which of the ink's pixels, by contrast, counts as strong. */
  private static final double STRONG = 0.75;

  /** Sides below which noise is not smoothed, as strokes may be a pixel wide. */
  private static final int SMALL = 64;

  /** Gap that a pen may leave within a digit, of the longer side. */
  private static final double GAP = 0.02;

  private final int width;
  private final int height;
  private final boolean dark;
  private final float[] contrast;
  private final boolean[] mask;
  private final double threshold;
  private final double floor;
  private final double strong;
  private final ConnectedComponents components;

  private InkSegmentation(GreyImage image, boolean dark, float[] contrast, double noise) {
    this.width = image.width();
    this.height = image.height();
    this.dark = dark;
    this.contrast = contrast;
    double least = Math.max(LEAST_CONTRAST, SURE * noise);
    strong = strong(contrast, least);
    threshold = Math.max(least, THRESHOLD * strong);
    floor = threshold / 2;
    mask = new boolean[contrast.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = strong > 0 && contrast[i] >= threshold;
    }
    int gap = (int) Math.round(GAP * Math.max(width, height));
    components = ConnectedComponents.of(Morphology.grow(mask, width, height, gap), mask, width);
  }

  static InkSegmentation of(GreyImage image) {
    GreyImage smooth = Math.min(image.width(), image.height()) < SMALL ? image : smooth(image);
    PaperBackground paper = PaperBackground.of(smooth);
    float[] residuals = paper.residuals();
    double darker = 0;
    double lighter = 0;
    for (float residual : residuals) {
      double excess = Math.abs(residual) - SURE * paper.noise();
      if (excess > 0 && residual < 0) {
        darker += excess;
      } else if (excess > 0) {
        lighter += excess;
      }
    }
    boolean dark = darker >= lighter;
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = Math.max(0, dark ? -residuals[i] : residuals[i]);
    }
    return new InkSegmentation(image, dark, residuals, paper.noise());
  }

  /** Whether the ink is darker than the paper. */
  boolean isDark() {
    return dark;
  }

  /** The contrast that three quarters of the sure ink stay below; 0 if there is none. */
  private static double strong(float[] contrast, double least) {
    float[] sure = new float[contrast.length];
    int n = 0;
    for (float value : contrast) {
      if (value >= least) {
        sure[n++] = value;
      }
    }
    Arrays.sort(sure, 0, n);
    return n == 0 ? 0 : sure[(int) (STRONG * (n - 1))];
  }

  /**
   * The piece of ink with the largest box; pieces that a pen's gap divides count as one. A piece at
   * the picture's edge is taken only if no other is nearly as large: edges have shadows.
   *
   * @return none if there is no ink beyond specks
   */
  Optional<Piece> largest() {
    return components.largest(height).map(this::piece);
  }

  /** Pieces beside one, away from the edges, that have at least a part of its pixels. */
  int others(Piece piece, double part) {
    return (int) components.inside(height).filter(c -> c.pixels() >= part * piece.pixels()).count()
        - (piece.box().touchesEdge(width, height) ? 0 : 1);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Which pixels are not paper alone, even if they are too faint for ink. */
  boolean[] visible() {
    boolean[] visible = new boolean[contrast.length];
    for (int i = 0; i < visible.length; i++) {
      visible[i] = strong > 0 && contrast[i] >= floor;
    }
    return visible;
  }

  private Piece piece(ConnectedComponents.Component component) {
    float[] strength = new float[contrast.length];
    boolean[] own = new boolean[contrast.length];
    for (int i = 0; i < strength.length; i++) {
      if (components.holds(component, i)) {
        strength[i] = (float) Math.min(1, Math.max(0, (contrast[i] - floor) / (strong - floor)));
        own[i] = mask[i];
      }
    }
    return new Piece(
        GreyImage.of(width, height, strength),
        component.box(),
        own,
        component.pixels(),
        Morphology.strokeWidth(own, width, height));
  }

  /**
   * One connected piece of ink.
   *
   * @param strength 0 (paper) to 1 (strong ink), 0 outside the piece
   * @param box where the ink is
   * @param mask which pixels are ink of this piece
   * @param pixels how many they are
   * @param strokeWidth mean width of its strokes in pixels
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Piece(
      GreyImage strength, BoundingBox box, boolean[] mask, int pixels, double strokeWidth) {}

  /** Mean of 3x3 pixels, at the edges of those that there are. */
  private static GreyImage smooth(GreyImage image) {
    int width = image.width();
    int height = image.height();
    float[] values = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        int n = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
            sum += image.get(u, v);
            n++;
          }
        }
        values[y * width + x] = sum / n;
      }
    }
    return GreyImage.of(width, height, values);
  }
}
