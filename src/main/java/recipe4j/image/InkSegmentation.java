package recipe4j.image;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import recipe4j.image.sheet.LocalContrast;
import recipe4j.image.sheet.PrintedRules;
import recipe4j.image.sheet.Sheet;

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

  /** Part of the pixels that may be off the surface, and no ink, under even light. */
  private static final double UNEXPLAINED = 0.005;

  /** Part of a piece that lies in another, if it is a part of that. */
  private static final double INSIDE = 0.9;

  /** Height and contrast of another digit, of the largest one's. */
  private static final double ALIKE = 0.5;

  /** Gap that a pen may leave within a digit, of the longer side. */
  private static final double GAP = 0.02;

  private final int width;
  private final int height;
  private final boolean dark;
  private final float[] contrast;
  private final boolean[] mask;
  private final boolean crowded;
  private final double least;
  private final double threshold;
  private final double floor;
  private final double strong;
  private final ConnectedComponents components;

  private InkSegmentation(
      GreyImage image, boolean dark, float[] contrast, double noise, boolean crowded) {
    this.width = image.width();
    this.height = image.height();
    this.dark = dark;
    this.contrast = contrast;
    this.crowded = crowded;
    least = Math.max(LEAST_CONTRAST, SURE * noise);
    strong = crowded ? strongest(contrast, least) : strong(contrast, least);
    threshold = Math.max(least, THRESHOLD * strong);
    floor = threshold / 2;
    mask = new boolean[contrast.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = strong > 0 && contrast[i] >= threshold;
    }
    int gap = (int) Math.round(GAP * Math.max(width, height));
    components =
        ConnectedComponents.ofDigits(Morphology.grow(mask, width, height, gap), mask, width);
  }

  /**
   * Ink is what is off a smooth surface of paper under even light; where that does not explain the
   * picture (the edge of a shadow, a table around the sheet, printed rules, a bar on a screen), it
   * is what is off the paper on both of its sides, without the rules. A sheet that is itself what
   * is off a table is looked at alone.
   */
  static InkSegmentation of(GreyImage image) {
    if (Math.min(image.width(), image.height()) < SMALL) {
      return offSurface(image);
    }
    InkSegmentation even = offSurface(image.smoothed());
    return Sheet.alone(image.values(), even.mask, image.width())
        .map(sheet -> onPaper(GreyImage.of(image.width(), image.height(), sheet)))
        .filter(sheet -> sheet.dark != even.dark && sheet.largest().isPresent())
        .orElseGet(() -> onPaper(image));
  }

  private static InkSegmentation onPaper(GreyImage image) {
    GreyImage smooth = image.smoothed();
    InkSegmentation even = offSurface(smooth);
    LocalContrast local = LocalContrast.of(smooth.values(), image.width(), image.height());
    double floor = Math.max(LEAST_CONTRAST / 2, SURE * local.noise());
    boolean ruled = PrintedRules.remove(local.values(), image.width(), image.height(), floor);
    InkSegmentation narrow =
        new InkSegmentation(image, local.isDark(), local.values(), local.noise(), true);
    boolean better = ruled || (!narrow.agrees(even) && !narrow.isPartOf(even));
    return better && narrow.largest().isPresent() ? narrow : even;
  }

  /** Whether this is only the rim of a patch that is wider than a stroke. */
  private boolean isPartOf(InkSegmentation other) {
    Optional<Piece> part = largest();
    Optional<Piece> whole = other.largest();
    if (part.isEmpty()
        || whole.isEmpty()
        || dark != other.dark
        || whole.get().box().touchesEdge(width, height)) {
      return false;
    }
    int common = 0;
    for (int i = 0; i < mask.length; i++) {
      common += part.get().mask()[i] && whole.get().mask()[i] ? 1 : 0;
    }
    return common > INSIDE * part.get().pixels() && common < INSIDE * whole.get().pixels();
  }

  /** Whether two findings agree: the ink of either lies in or beside the other's. */
  private boolean agrees(InkSegmentation other) {
    int reach = (int) (GAP * Math.max(width, height));
    boolean[] own = Morphology.grow(visible(), width, height, reach);
    boolean[] others = Morphology.grow(other.mask, width, height, reach);
    int odd = 0;
    for (int i = 0; i < own.length; i++) {
      odd += (!own[i] && other.contrast[i] >= other.least) || (mask[i] && !others[i]) ? 1 : 0;
    }
    return dark == other.dark && odd <= UNEXPLAINED * own.length;
  }

  private static InkSegmentation offSurface(GreyImage smooth) {
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
    return new InkSegmentation(smooth, dark, residuals, paper.noise(), false);
  }

  /** Whether the ink is darker than the paper. */
  boolean isDark() {
    return dark;
  }

  /** The mean contrast of the sure ink, weighted by its square: the pen's amid fainter things. */
  private static double strongest(float[] contrast, double least) {
    double squares = 0;
    double cubes = 0;
    for (float value : contrast) {
      if (value >= least) {
        squares += value * value;
        cubes += value * value * value;
      }
    }
    return squares == 0 ? 0 : cubes / squares;
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
   * the picture's edge is taken only if no other is nearly as large: edges have shadows. Buttons
   * and frames are taken only if there is nothing else.
   *
   * @return none if there is no ink beyond specks
   */
  Optional<Piece> largest() {
    return largestComponent().map(this::piece);
  }

  private Optional<ConnectedComponents.Component> largestComponent() {
    return components
        .largest(height, component -> !Furniture.is(component.box(), mask, width))
        .or(() -> components.largest(height, component -> true));
  }

  /**
   * The pieces of ink that may each be a digit: the largest, and what is about as large and as
   * strong and away from the edges.
   *
   * @return from left to right; empty if there is no ink beyond specks
   */
  List<Piece> digits() {
    return largestComponent().map(this::digits).orElse(List.of());
  }

  private List<Piece> digits(ConnectedComponents.Component largest) {
    double strength = contrast(largest);
    return components
        .pieces()
        .filter(
            piece ->
                piece.equals(largest)
                    || (!piece.box().touchesEdge(width, height)
                        && piece.box().height() >= ALIKE * largest.box().height()
                        && contrast(piece) >= ALIKE * strength
                        && !Furniture.is(piece.box(), mask, width)))
        .sorted(Comparator.comparingInt(piece -> piece.box().left()))
        .map(this::piece)
        .toList();
  }

  /** Mean contrast of a piece's ink. */
  private double contrast(ConnectedComponents.Component component) {
    BoundingBox box = component.box();
    double sum = 0;
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        int i = y * width + x;
        sum += mask[i] && components.holds(component, i) ? contrast[i] : 0;
      }
    }
    return sum / component.pixels();
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

  /** Whether printed rules, or what uneven light leaves, may be among the ink. */
  boolean isOnEvenPaper() {
    return !crowded;
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
}
