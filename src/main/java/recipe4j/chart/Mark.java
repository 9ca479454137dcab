package recipe4j.chart;

import java.util.List;

/** One element of a drawing. Places are in pixels from the upper left corner. */
public sealed interface Mark {
  /**
   * A place.
   *
   * @param x from the left
   * @param y from the top
   */
  record Point(double x, double y) {}

  /**
   * A line through points.
   *
   * @param points at least two
   * @param style how to draw it
   */
  record Line(List<Point> points, LineStyle style) implements Mark {
    /** Keeps a copy. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * A filled rectangle.
   *
   * @param x left edge
   * @param y upper edge
   * @param width at least 0
   * @param height at least 0
   * @param colour filling
   * @param opacity 0 to 1
   */
  record Box(double x, double y, double width, double height, Palette colour, double opacity)
      implements Mark {}

  /**
   * A disc, or a ring filled with paper.
   *
   * @param x centre
   * @param y centre
   * @param radius above 0
   * @param colour colour
   * @param hollow whether it is a ring
   */
  record Dot(double x, double y, double radius, Palette colour, boolean hollow) implements Mark {}

  /**
   * A line of text.
   *
   * @param x of the anchor
   * @param y of the base line
   * @param text one line
   * @param style how it is set
   */
  record Label(double x, double y, String text, TextStyle style) implements Mark {}

  /**
   * An image.
   *
   * @param x left edge
   * @param y upper edge
   * @param width shown
   * @param height shown
   * @param picture its pixels, shown as squares
   */
  record Image(double x, double y, double width, double height, Picture picture) implements Mark {}
}
