package recipe4j.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import recipe4j.chart.Mark.Point;
import recipe4j.chart.TextStyle.Anchor;

/**
 * The two axes of a chart: their scales, and the grid, labels and curves drawn by them.
 *
 * @param canvas to draw on
 * @param x from left to right
 * @param y from bottom to top
 */
public record Axes(Canvas canvas, Scale x, Scale y) {
  private static final double GAP = 8;

  /**
   * Draws lines across, named at the left.
   *
   * @param values where
   * @param name of a value
   */
  public void rows(List<Double> values, DoubleFunction<String> name) {
    TextStyle style = TextStyle.of(Palette.MUTED, Anchor.END);
    for (double value : values) {
      double place = y.at(value);
      canvas.line(x.from(), place, x.to(), place, LineStyle.thin(Palette.GRID));
      canvas.text(x.from() - GAP, place + 4.5, name.apply(value), style);
    }
  }

  /**
   * Draws the base line and names values below it.
   *
   * @param values where
   * @param name of a value
   */
  public void columns(List<Double> values, DoubleFunction<String> name) {
    TextStyle style = TextStyle.of(Palette.MUTED, Anchor.MIDDLE);
    canvas.line(x.from(), y.from(), x.to(), y.from(), LineStyle.thin(Palette.MUTED));
    for (double value : values) {
      double place = x.at(value);
      canvas.line(place, y.from(), place, y.from() + 4, LineStyle.thin(Palette.MUTED));
      canvas.text(place, y.from() + 19, name.apply(value), style);
    }
  }

  /**
   * Says what runs along the two axes.
   *
   * @param along the horizontal one
   * @param up the vertical one
   */
  public void titles(String along, String up) {
    TextStyle style = TextStyle.of(Palette.MUTED, Anchor.MIDDLE);
    canvas.text((x.from() + x.to()) / 2, y.from() + 38, along, style);
    canvas.text(12, (y.from() + y.to()) / 2, up, style.rising());
  }

  /**
   * Draws values that follow each other along the horizontal axis; a gap where one can't be shown.
   *
   * @param first where the first value lies; the others follow in steps of 1
   * @param values any, NaN included
   * @param style how
   * @param radius of the dot at every value; 0 for none
   * @param hollow whether the dots are rings
   */
  public void curve(
      double first, List<Double> values, LineStyle style, double radius, boolean hollow) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      points.add(new Point(first + i, values.get(i)));
    }
    path(points, style, radius, hollow);
  }

  /**
   * Draws a line through points; a gap where one can't be shown.
   *
   * @param points in the units of the scales, NaN included
   * @param style how
   * @param radius of the dot at every point; 0 for none
   * @param hollow whether the dots are rings
   */
  public void path(List<Point> points, LineStyle style, double radius, boolean hollow) {
    List<Point> piece = new ArrayList<>();
    List<Point> dots = new ArrayList<>();
    for (Point value : points) {
      Point point = new Point(x.at(value.x()), y.at(value.y()));
      if (Double.isNaN(point.x()) || Double.isNaN(point.y())) {
        canvas.path(piece, style);
        piece.clear();
      } else {
        piece.add(point);
        dots.add(point);
      }
    }
    canvas.path(piece, style);
    if (radius > 0) {
      dots.forEach(dot -> canvas.dot(dot.x(), dot.y(), radius, style.colour(), hollow));
    }
  }
}
