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

    /** Length of a stroke in pixels. */
    double stroke() {
      return stroke;
    }

    /** Length of a gap in pixels; 0 in an unbroken line. */
    double gap() {
      return gap;
    }
  }

  /** {@return a solid line of 2 pixels} */
  public static LineStyle of(Palette colour) {
    return new LineStyle(colour, 2, Dash.SOLID);
  }

  /** {@return a solid line of 1 pixel} */
  public static LineStyle thin(Palette colour) {
    return new LineStyle(colour, 1, Dash.SOLID);
  }

  /** {@return the same line with a pattern} */
  public LineStyle with(Dash pattern) {
    return new LineStyle(colour, width, pattern);
  }
}
