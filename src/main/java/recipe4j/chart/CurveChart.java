package recipe4j.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import recipe4j.chart.LineStyle.Dash;
import recipe4j.chart.TextStyle.Anchor;

/**
 * Curves over epochs, counted from 1.
 *
 * @param name of its files
 * @param title above it
 * @param description in words
 * @param unit along the vertical axis
 * @param series the curves
 * @param rates marked where they change
 * @param notes labelled points
 * @param range of the vertical axis
 */
public record CurveChart(
    String name,
    String title,
    String description,
    String unit,
    List<Series> series,
    RateSteps rates,
    List<Note> notes,
    Range range)
    implements Figure {
  private static final double LEFT = 66;
  private static final double RIGHT = 18;
  private static final double BOTTOM = 48;

  private static final LineStyle STEP = new LineStyle(Palette.MUTED, 1.2, Dash.DOTTED);

  /** Above this, dots would touch each other. */
  private static final int MOST_DOTS = 60;

  /**
   * One curve.
   *
   * @param name for the legend
   * @param firstEpoch 1-based
   * @param values one per epoch
   * @param style how it is drawn
   * @param hollow whether its dots are rings
   */
  public record Series(
      String name, int firstEpoch, List<Double> values, LineStyle style, boolean hollow) {
    /** Keeps a copy of the values. */
    public Series {
      values = List.copyOf(values);
    }

    /** The epoch of the last value, 1-based. */
    public int lastEpoch() {
      return firstEpoch + values.size() - 1;
    }

    /** The value of an epoch, NaN if there is none. */
    public double at(int epoch) {
      int index = epoch - firstEpoch;
      return index >= 0 && index < values.size() ? values.get(index) : Double.NaN;
    }
  }

  /**
   * A labelled point.
   *
   * @param epoch 1-based
   * @param value at that epoch
   * @param text beside it
   */
  public record Note(int epoch, double value, String text) {}

  /** Keeps copies. */
  public CurveChart {
    series = List.copyOf(series);
    notes = List.copyOf(notes);
  }

  @Override
  public Drawing draw(int width) {
    double height = width * (width < WIDE ? 0.74 : notes.isEmpty() ? 0.32 : 0.4);
    Canvas canvas = new Canvas(width, height);
    double top = legend(canvas, width) + (hasSteps() ? 26 : 10);
    int first = series.stream().mapToInt(Series::firstEpoch).min().orElse(1);
    int last = series.stream().mapToInt(Series::lastEpoch).max().orElse(1);
    double margin = Math.max(0.35, (last - first) * 0.02);
    Scale x = Scale.linear(first - margin, last + margin, LEFT, width - RIGHT);
    Axes axes = new Axes(canvas, x, range.scale(height - BOTTOM, top));
    axes.rows(axes.y().ticks(width < WIDE ? 5 : 7), Numbers::plain);
    axes.columns(epochs(first, last, width < WIDE ? 8 : 16), Numbers::plain);
    axes.titles("epoch", range.logarithmic() ? unit + ", log scale" : unit);
    steps(axes);
    for (Series one : series) {
      double radius = one.values().size() > MOST_DOTS ? 0 : width < WIDE ? 3 : 3.5;
      axes.curve(one.firstEpoch(), one.values(), one.style(), radius, one.hollow());
    }
    notes.forEach(note -> point(axes, note));
    return canvas.drawing();
  }

  @Override
  public Table table() {
    List<String> header = new ArrayList<>(List.of("epoch"));
    series.forEach(one -> header.add(one.name()));
    int first = series.stream().mapToInt(Series::firstEpoch).min().orElse(1);
    int last = series.stream().mapToInt(Series::lastEpoch).max().orElse(0);
    List<List<String>> rows = new ArrayList<>();
    for (int epoch = first; epoch <= last; epoch++) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(epoch)));
      for (Series one : series) {
        boolean there = epoch >= one.firstEpoch() && epoch <= one.lastEpoch();
        row.add(there ? Numbers.fixed(one.at(epoch)) : "");
      }
      rows.add(row);
    }
    return new Table(title, header, rows);
  }

  /** Names the curves at the top; returns where that ends. */
  private double legend(Canvas canvas, int width) {
    List<Legend.Entry> entries = new ArrayList<>();
    series.forEach(
        one -> entries.add(new Legend.Entry(one.name(), one.style(), true, one.hollow())));
    if (hasSteps()) {
      entries.add(new Legend.Entry("learning rate", STEP, false, false));
    }
    return Legend.draw(canvas, LEFT, width - RIGHT, entries);
  }

  private boolean hasSteps() {
    return !rates.steps().isEmpty() && rates.areFew();
  }

  /** A line where the rate changes, between the last epoch before and the first one after. */
  private void steps(Axes axes) {
    if (!hasSteps()) {
      return;
    }
    TextStyle style = TextStyle.of(Palette.MUTED, Anchor.START).sized(12);
    Canvas canvas = axes.canvas();
    double y = axes.y().to() - 6;
    canvas.text(axes.x().from() + 4, y, Numbers.rate(rates.first()), style);
    double free = axes.x().from() + 42;
    for (RateSteps.Step step : rates.steps()) {
      double x = axes.x().at(step.epoch() - 0.5);
      canvas.line(x, axes.y().to() - 14, x, axes.y().from(), STEP);
      if (x >= free) {
        canvas.text(x + 4, y, Numbers.rate(step.rate()), style);
        free = x + 42;
      }
    }
  }

  /** Text beside the place, on the side that has room, where it hides the least of the curves. */
  private void point(Axes axes, Note note) {
    double x = axes.x().at(note.epoch());
    double y = axes.y().at(note.value());
    if (Double.isNaN(y)) {
      return;
    }
    axes.canvas().dot(x, y, 7, Palette.HELD, true);
    axes.canvas().dot(x, y, 3.5, Palette.HELD, false);
    boolean right = x > (axes.x().from() + axes.x().to()) / 2;
    double wide = Canvas.textWidth(note.text(), TextStyle.SIZE) + 8;
    double left = right ? Math.min(x + 11, axes.x().to() + 8) - wide : x - 11;
    double base = y - 16;
    int fewest = Integer.MAX_VALUE;
    for (double shift : new double[] {-16, 26, -34, 44, -52, 62}) {
      boolean inside = y + shift - 13 > axes.y().to() && y + shift + 5 < axes.y().from();
      int hidden = inside ? hidden(axes, left, left + wide, y + shift) : Integer.MAX_VALUE;
      if (hidden < fewest) {
        fewest = hidden;
        base = y + shift;
      }
    }
    axes.canvas().box(left, base - 13, wide, 18, Palette.PAPER, 0.85);
    TextStyle style = TextStyle.of(Palette.HELD, right ? Anchor.END : Anchor.START).strong();
    axes.canvas().text(right ? left + wide - 4 : left + 4, base, note.text(), style);
  }

  /** How many places of the curves lie behind a label. */
  private int hidden(Axes axes, double left, double right, double base) {
    int hidden = 0;
    for (Series one : series) {
      for (int i = 0; i + 1 < one.values().size(); i++) {
        for (double part = 0; part <= 1; part += 0.125) {
          double x1 = axes.x().at(one.firstEpoch() + i);
          double x = x1 + part * (axes.x().at(one.firstEpoch() + i + 1) - x1);
          double y1 = axes.y().at(one.values().get(i));
          double y = y1 + part * (axes.y().at(one.values().get(i + 1)) - y1);
          hidden += x > left && x < right && y > base - 18 && y < base + 10 ? 1 : 0;
        }
      }
    }
    return hidden;
  }

  private static List<Double> epochs(int first, int last, int most) {
    int step =
        IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
            .filter(s -> (last - first) / s < most)
            .findFirst()
            .orElse(10_000);
    return IntStream.rangeClosed(first, last)
        .filter(e -> e % step == 0 || (step >= 5 && e == first))
        .mapToObj(e -> (double) e)
        .toList();
  }

  /** All finite values of several curves. */
  public static double[] finite(List<Series> series) {
    return series.stream()
        .flatMap(one -> one.values().stream())
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .toArray();
  }
}
