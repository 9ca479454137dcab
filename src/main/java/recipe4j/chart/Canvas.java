package recipe4j.chart;

import java.util.ArrayList;
import java.util.List;
import recipe4j.chart.Mark.Point;

/** Collects the marks of one drawing, from back to front. Not for several threads. */
public final class Canvas {
  private final double width;
  private final double height;
  private final List<Mark> marks = new ArrayList<>();

  /**
   * An empty canvas.
   *
   * @param width in pixels, above 0
   * @param height in pixels, above 0
   */
  public Canvas(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Draws a straight line.
   *
   * @param x1 where it starts
   * @param y1 where it starts
   * @param x2 where it ends
   * @param y2 where it ends
   * @param style how
   */
  public void line(double x1, double y1, double x2, double y2, LineStyle style) {
    marks.add(new Mark.Line(List.of(new Point(x1, y1), new Point(x2, y2)), style));
  }

  /**
   * Draws a line through points.
   *
   * @param points in order; fewer than two draw nothing
   * @param style how
   */
  public void path(List<Point> points, LineStyle style) {
    if (points.size() > 1) {
      marks.add(new Mark.Line(points, style));
    }
  }

  /**
   * Fills a rectangle.
   *
   * @param x left edge
   * @param y upper edge
   * @param w width
   * @param h height
   * @param colour filling
   * @param opacity 0 to 1
   */
  public void box(double x, double y, double w, double h, Palette colour, double opacity) {
    marks.add(new Mark.Box(x, y, w, h, colour, opacity));
  }

  /**
   * Draws the edge of a rectangle.
   *
   * @param x left edge
   * @param y upper edge
   * @param w width
   * @param h height
   * @param style how
   */
  public void frame(double x, double y, double w, double h, LineStyle style) {
    path(
        List.of(
            new Point(x, y),
            new Point(x + w, y),
            new Point(x + w, y + h),
            new Point(x, y + h),
            new Point(x, y)),
        style);
  }

  /**
   * Draws a disc or a ring.
   *
   * @param x centre
   * @param y centre
   * @param radius above 0
   * @param colour colour
   * @param hollow whether it is a ring
   */
  public void dot(double x, double y, double radius, Palette colour, boolean hollow) {
    marks.add(new Mark.Dot(x, y, radius, colour, hollow));
  }

  /**
   * Writes a line of text.
   *
   * @param x of the anchor
   * @param y of the base line
   * @param text one line
   * @param style how
   */
  public void text(double x, double y, String text, TextStyle style) {
    marks.add(new Mark.Label(x, y, text, style));
  }

  /**
   * Shows an image.
   *
   * @param x left edge
   * @param y upper edge
   * @param size of its longer side as shown
   * @param picture the image
   */
  public void image(double x, double y, double size, Picture picture) {
    double scale = size / Math.max(picture.width(), picture.height());
    marks.add(new Mark.Image(x, y, picture.width() * scale, picture.height() * scale, picture));
  }

  /**
   * {@return an estimate of the width of a text in pixels, as the reader's font is unknown}
   *
   * @param text one line
   * @param size of the font in pixels
   */
  public static double textWidth(String text, double size) {
    return 0.56 * size * text.length();
  }

  /** {@return what has been drawn so far} */
  public Drawing drawing() {
    return new Drawing(width, height, marks);
  }
}
