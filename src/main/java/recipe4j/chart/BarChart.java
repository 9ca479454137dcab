package recipe4j.chart;

import java.util.List;
import recipe4j.chart.TextStyle.Anchor;

/**
 * Groups of bars from 0 to 1, such as the probabilities of every class.
 *
 * @param along what the groups are
 * @param up what the bars show
 * @param groups their names, from left to right
 * @param bars of every group, from left to right
 */
public record BarChart(String along, String up, List<String> groups, List<Bars> bars) {
  private static final double LEFT = 72;
  private static final double RIGHT = 18;
  private static final double TOP = 34;
  private static final double BOTTOM = 48;

  /** Share of a group's width that its bars fill. */
  private static final double FILLED = 0.84;

  /**
   * One bar in every group.
   *
   * @param name in the legend
   * @param values one a group, from 0 to 1
   * @param colour colour
   * @param opacity 0 to 1
   */
  public record Bars(String name, List<Double> values, Palette colour, double opacity) {
    /** Keeps a copy. */
    public Bars {
      values = List.copyOf(values);
    }
  }

  /** Keeps copies. */
  public BarChart {
    groups = List.copyOf(groups);
    bars = List.copyOf(bars);
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
    Scale x = Scale.linear(-0.5, groups.size() - 0.5, LEFT, width - RIGHT);
    Axes axes = new Axes(canvas, x, Scale.linear(0, 1, height - BOTTOM, TOP));
    double key = LEFT;
    for (Bars one : bars) {
      key = Legend.box(canvas, key, one.name(), one.colour(), one.opacity());
    }
    axes.rows(axes.y().ticks(7), Numbers::plain);
    double wide = (x.at(1) - x.at(0)) * FILLED / bars.size();
    for (int group = 0; group < groups.size(); group++) {
      double left = x.at(group) - wide * bars.size() / 2;
      for (int i = 0; i < bars.size(); i++) {
        Bars one = bars.get(i);
        double high = axes.y().at(one.values().get(group));
        double from = axes.y().from();
        canvas.box(left + i * wide, high, wide, from - high, one.colour(), one.opacity());
      }
      TextStyle style = TextStyle.of(Palette.MUTED, Anchor.MIDDLE);
      canvas.text(x.at(group), axes.y().from() + 19, groups.get(group), style);
    }
    canvas.line(x.from(), axes.y().from(), x.to(), axes.y().from(), LineStyle.thin(Palette.MUTED));
    axes.titles(along, up);
    return canvas.drawing();
  }
}
