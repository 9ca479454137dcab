package recipe4j.chart;

/**
 * How a line is drawn.
 *
 * @param colour colour
 * @param width in pixels, above 0
 * @param dash pattern
 */
public record LineStyle(Palette colour, double width, Dash dash) {
  /** Patterns of a line, so that colour is never the only difference. */
  public enum Dash {
    /** Unbroken. */
    SOLID(1, 0),
    /** Long strokes. */
    DASHED(6, 4),
    /** Points. */
    DOTTED(1.5, 4);

    private final double stroke;
    private final double gap;

    Dash(double stroke, double gap) {
      this.stroke = stroke;
      this.gap = gap;
    }

    /** In pixels. */
    double stroke() {
      return stroke;
    }

    /** In pixels; 0 in an unbroken line. */
    double gap() {
      return gap;
    }
  }

  /**
   * A solid line of 2 pixels.
   *
   * @param colour colour
   * @return the style
   */
  public static LineStyle of(Palette colour) {
    return new LineStyle(colour, 2, Dash.SOLID);
  }

  /**
   * A solid line of 1 pixel.
   *
   * @param colour colour
   * @return the style
   */
  public static LineStyle thin(Palette colour) {
    return new LineStyle(colour, 1, Dash.SOLID);
  }

  /**
   * The same line with a pattern.
   *
   * @param pattern to draw with
   * @return another style
   */
  public LineStyle with(Dash pattern) {
    return new LineStyle(colour, width, pattern);
  }
}
