package recipe4j.chart;

/**
 * How a line is drawn.
 *
 * @param ink colour
 * @param width in pixels, above 0
 * @param dash pattern
 */
public record LineStyle(Palette ink, double width, Dash dash) {
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
   * @param ink colour
   * @return the pen
   */
  public static LineStyle of(Palette ink) {
    return new LineStyle(ink, 2, Dash.SOLID);
  }

  /**
   * A solid line of 1 pixel.
   *
   * @param ink colour
   * @return the pen
   */
  public static LineStyle thin(Palette ink) {
    return new LineStyle(ink, 1, Dash.SOLID);
  }

  /**
   * The same line with a pattern.
   *
   * @param pattern to draw with
   * @return another pen
   */
  public LineStyle with(Dash pattern) {
    return new LineStyle(ink, width, pattern);
  }
}
