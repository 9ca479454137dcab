package recipe4j.chart;

import java.util.List;
import java.util.Optional;
import recipe4j.chart.TextStyle.Anchor;

/**
 * Lines over a horizontal axis of numbers.
 *
 * @param along what the horizontal axis shows
 * @param x what it spans
 * @param up what the vertical axis shows
 * @param y what it spans
 * @param lines from back to front
 * @param labels over the horizontal axis
 */
public record LineChart(
    String along, Range x, String up, Range y, List<Line> lines, List<Label> labels) {
  private static final double LEFT = 72;
  private static final double RIGHT = 18;
  private static final double BOTTOM = 48;

  /**
   * One line.
   *
   * @param name in the legend; empty for none
   * @param points in order, in the axes' units; NaN leaves a gap
   * @param style how it is drawn
   * @param dots whether its points are marked
   */
  public record Line(
      Optional<String> name, List<Mark.Point> points, LineStyle style, boolean dots) {
    /** Keeps a copy of the points. */
    public Line {
      points = List.copyOf(points);
    }

    /**
     * {@return a line that the legend names, its points not marked}
     *
     * @param name in the legend
     * @param points in order, in the axes' units
     * @param style how it is drawn
     */
    public static Line of(String name, List<Mark.Point> points, LineStyle style) {
      return new Line(Optional.of(name), points, style, false);
    }

    /** {@return the same line with its points marked} */
    public Line withDots() {
      return new Line(name, points, style, true);
    }
  }

  /**
   * A short text just above the horizontal axis.
   *
   * @param x its middle, in the axis' unit
   * @param text what it says
   */
  public record Label(double x, String text) {}

  /** Keeps copies of the lists. */
  public LineChart {
    lines = List.copyOf(lines);
    labels = List.copyOf(labels);
  }

  /** Without labels. */
  public LineChart(String along, Range x, String up, Range y, List<Line> lines) {
    this(along, x, up, y, lines, List.of());
  }

  /**
   * Draws the chart.
   *
   * @param width in pixels
   * @param height in pixels
   * @return the drawing, without a title
   */
  public Drawing draw(double width, double height) {
    Canvas canvas = new Canvas(width, height);
    List<Legend.Entry> names =
        lines.stream()
            .filter(line -> line.name().isPresent())
            .map(line -> new Legend.Entry(line.name().get(), line.style(), line.dots(), false))
            .toList();
    double top = Legend.draw(canvas, LEFT, width - RIGHT, names) + 14;
    Axes axes = new Axes(canvas, x.scale(LEFT, width - RIGHT), y.scale(height - BOTTOM, top));
    axes.rows(axes.y().ticks(7), Numbers::plain);
    axes.columns(axes.x().ticks(10), Numbers::plain);
    axes.titles(along, up);
    for (Label label : labels) {
      canvas.text(
          axes.x().at(label.x()),
          height - BOTTOM - 6,
          label.text(),
          TextStyle.of(Palette.MUTED, Anchor.MIDDLE));
    }
    lines.forEach(line -> axes.path(line.points(), line.style(), line.dots() ? 3.5 : 0, false));
    return canvas.drawing();
  }
}
