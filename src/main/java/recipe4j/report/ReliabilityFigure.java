package recipe4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import recipe4j.chart.Axes;
import recipe4j.chart.Canvas;
import recipe4j.chart.Drawing;
import recipe4j.chart.Figure;
import recipe4j.chart.Legend;
import recipe4j.chart.LineStyle;
import recipe4j.chart.LineStyle.Dash;
import recipe4j.chart.Numbers;
import recipe4j.chart.Palette;
import recipe4j.chart.Scale;
import recipe4j.chart.Table;
import recipe4j.chart.TextStyle;
import recipe4j.chart.TextStyle.Anchor;
import recipe4j.io.Count;
import recipe4j.run.Scores;
import recipe4j.uncertainty.calibration.ConfidenceBin;

/**
 * A reliability diagram: accuracy by confidence, and below it the histogram of confidence.
 *
 * @param name of its files
 * @param scores at one temperature
 */
record ReliabilityFigure(String name, Scores scores) implements Figure {
  private static final double LEFT = 66;
  private static final double RIGHT = 18;
  private static final double TOP = 42;
  private static final double HISTOGRAM = 70;
  private static final double GAP = 34;
  private static final double BOTTOM = 48;
  private static final double SOLID = 0.85;
  private static final double TINT = 0.4;
  private static final double PALE = 0.35;
  private static final List<Double> TENTHS = List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);

  @Override
  public String title() {
    return "Reliability, %s (T = %s)".formatted(scores.name(), temperature());
  }

  @Override
  public String description() {
    ConfidenceBin last = scores.bins().get(scores.bins().size() - 1);
    return String.format(
        Locale.ROOT,
        "Accuracy against confidence in %d bins at temperature %s. The expected calibration error"
            + " is %.4f. Upright lines: where the accuracy of 95%% of calibrated models lies. %s",
        scores.bins().size(),
        temperature(),
        scores.expectedError().estimate(),
        surest(last));
  }

  /** A sentence on the bin of the highest confidence, which may be empty. */
  private String surest(ConfidenceBin last) {
    return last.isEmpty()
        ? String.format(Locale.ROOT, "No image has a confidence above %.3f.", last.lower())
        : String.format(
            Locale.ROOT,
            "In the last bin: %s of %,d, with confidence %.4f and accuracy %.4f.",
            Count.of(last.count(), "image"),
            scores.samples(),
            last.confidence(),
            last.accuracy());
  }

  @Override
  public Drawing draw(int width) {
    double side = Math.min(width, 560) * 0.62;
    double foot = TOP + side;
    double height = foot + GAP + HISTOGRAM + BOTTOM;
    Canvas canvas = new Canvas(width, height);
    legend(canvas);
    Scale x = Scale.linear(0, 1, LEFT, width - RIGHT);
    Axes axes = new Axes(canvas, x, Scale.linear(0, 1, foot, TOP));
    axes.rows(TENTHS, Numbers::plain);
    canvas.text(
        12, (foot + TOP) / 2, "accuracy", TextStyle.of(Palette.MUTED, Anchor.MIDDLE).rising());
    scores.bins().stream().filter(bin -> !bin.isEmpty()).forEach(bin -> bar(axes, bin));
    canvas.line(x.from(), foot, x.to(), TOP, new LineStyle(Palette.TEXT, 1.2, Dash.DASHED));
    scores.bins().stream().filter(bin -> !bin.isEmpty()).forEach(bin -> band(axes, bin));
    canvas.line(x.from(), foot, x.to(), foot, LineStyle.thin(Palette.MUTED));
    canvas.text(
        x.from() + 10,
        TOP + 22,
        String.format(Locale.ROOT, "ECE %.4f", scores.expectedError().estimate()),
        TextStyle.of(Palette.TEXT, Anchor.START).strong());
    histogram(canvas, x, foot + GAP);
    return canvas.drawing();
  }

  @Override
  public Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (ConfidenceBin bin : scores.bins()) {
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%.3f to %.3f", bin.lower(), bin.upper()),
              Integer.toString(bin.count()),
              bin.isEmpty() ? "" : Numbers.fixed(bin.confidence()),
              bin.isEmpty() ? "" : Numbers.fixed(bin.accuracy()),
              bin.isEmpty() ? "" : Numbers.fixed(bin.gap()),
              bin.isEmpty()
                  ? ""
                  : "%s to %s%s"
                      .formatted(
                          Numbers.fixed(bin.consistentFrom()),
                          Numbers.fixed(bin.consistentTo()),
                          bin.isThin() ? ", few images" : "")));
    }
    return new Table(
        title(),
        List.of("bin", "images", "confidence", "accuracy", "gap", "calibrated, 95%"),
        rows);
  }

  private String temperature() {
    return Numbers.plain(Math.round(scores.temperature() * 1e4) / 1e4);
  }

  private static void legend(Canvas canvas) {
    double x = LEFT;
    x = Legend.box(canvas, x, "accuracy", Palette.TRAIN, SOLID);
    x = Legend.box(canvas, x, "too sure", Palette.HELD, TINT);
    x = Legend.box(canvas, x, "not sure enough", Palette.TRAIN, TINT);
    Legend.box(canvas, x, "under 10 images", Palette.TRAIN, PALE);
  }

  /** Draws a bar up to the lower of accuracy and confidence, and the gap in another colour. */
  private static void bar(Axes axes, ConfidenceBin bin) {
    double left = axes.x().at(bin.lower()) + 1;
    double wide = axes.x().at(bin.upper()) - 1 - left;
    boolean tooSure = bin.confidence() > bin.accuracy();
    double both = axes.y().at(Math.min(bin.confidence(), bin.accuracy()));
    double more = axes.y().at(Math.max(bin.confidence(), bin.accuracy()));
    axes.canvas()
        .box(left, both, wide, axes.y().from() - both, Palette.TRAIN, bin.isThin() ? PALE : SOLID);
    axes.canvas().box(left, more, wide, both - more, tooSure ? Palette.HELD : Palette.TRAIN, TINT);
  }

  /** Where the accuracy of 95% of calibrated models lies. */
  private static void band(Axes axes, ConfidenceBin bin) {
    double middle = axes.x().at((bin.lower() + bin.upper()) / 2);
    double low = axes.y().at(bin.consistentFrom());
    double high = axes.y().at(bin.consistentTo());
    axes.canvas().line(middle, low, middle, high, LineStyle.of(Palette.TEXT));
    for (double end : new double[] {low, high}) {
      axes.canvas().line(middle - 4, end, middle + 4, end, LineStyle.of(Palette.TEXT));
    }
  }

  /** On a logarithmic scale: nearly all images of a good network lie in the last bin. */
  private void histogram(Canvas canvas, Scale x, double top) {
    int most = scores.bins().stream().mapToInt(ConfidenceBin::count).max().orElse(1);
    double foot = top + HISTOGRAM;
    Scale y = Scale.logarithmic(0.5, Math.max(10, most) * 1.3, foot, top);
    Axes axes = new Axes(canvas, x, y);
    List<Double> ticks = new ArrayList<>();
    for (double tick = 1; tick <= y.high(); tick *= most > 1000 ? 100 : 10) {
      ticks.add(tick);
    }
    axes.rows(ticks, Numbers::thousands);
    for (ConfidenceBin bin : scores.bins()) {
      if (!bin.isEmpty()) {
        double left = x.at(bin.lower()) + 1;
        double place = y.at(bin.count());
        canvas.box(left, place, x.at(bin.upper()) - 1 - left, foot - place, Palette.MUTED, 0.7);
      }
    }
    axes.columns(TENTHS, Numbers::plain);
    axes.titles("confidence", "images, log");
  }
}
