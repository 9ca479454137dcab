package recipe4j.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import recipe4j.chart.BarChart;
import recipe4j.chart.LineChart;
import recipe4j.chart.LineChart.Label;
import recipe4j.chart.LineChart.Line;
import recipe4j.chart.LineStyle;
import recipe4j.chart.LineStyle.Dash;
import recipe4j.chart.Mark.Point;
import recipe4j.chart.Numbers;
import recipe4j.chart.Palette;
import recipe4j.chart.Png;
import recipe4j.chart.Range;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.RiskCoverageCurve;
import recipe4j.uncertainty.calibration.ConfidenceBin;
import recipe4j.uncertainty.calibration.ReliabilityDiagram;

/**
 * Figures of uncertainty as PNG files, written whole or not at all. They need a Java with fonts:
 * {@link Png#isAvailable}.
 */
public final class UncertaintyFigures {
  /** Temperatures that are compared, from confident to uniform. */
  public static final List<Double> TEMPERATURES =
      List.of(0.1, 0.6, 1.0, 3.0, Double.POSITIVE_INFINITY);

  private static final double WIDTH = 860;
  private static final double HEIGHT = 460;
  private static final int POINTS = 400;
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 100;

  private static final LineStyle REFERENCE = new LineStyle(Palette.MUTED, 1.5, Dash.DASHED);

  /** Cold to hot: colour and opacity, for the temperatures above. */
  private static final List<Palette> HEAT =
      List.of(Palette.TRAIN, Palette.TRAIN, Palette.MUTED, Palette.HELD, Palette.HELD);

  private static final List<Double> OPACITY = List.of(1.0, 0.5, 0.5, 0.5, 1.0);

  private UncertaintyFigures() {}

  /**
   * Accuracy against confidence, before and after calibration, beside the diagonal: one point per
   * bin, grey and not joined where it has fewer than 10 samples; how many each has after stands
   * over the axis. Upright lines show where the accuracy of 95% of calibrated models with the
   * confidences after lies. Above the diagonal the model is more often right than it says.
   *
   * @param before at temperature 1
   * @param after calibrated
   * @param title over the figure
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void reliability(
      ReliabilityDiagram before, ReliabilityDiagram after, String title, Path file)
      throws IOException {
    List<Point> diagonal = List.of(new Point(0, 0), new Point(1, 1));
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("calibrated", diagonal, REFERENCE));
    lines.add(
        Line.of("before", points(before, false), LineStyle.of(Palette.HELD).with(Dash.DASHED))
            .withDots());
    lines.add(Line.of("after", points(after, false), LineStyle.of(Palette.TRAIN)).withDots());
    for (ConfidenceBin bin : after.bins()) {
      List<Point> band =
          bin.isEmpty()
              ? List.of()
              : List.of(
                  new Point(bin.confidence(), bin.consistentFrom()),
                  new Point(bin.confidence(), bin.consistentTo()));
      lines.add(new Line(Optional.empty(), band, LineStyle.thin(Palette.TEXT), false));
    }
    for (Point point : points(after, true)) { // not joined: each is mostly chance
      lines.add(new Line(Optional.empty(), List.of(point), LineStyle.thin(Palette.MUTED), true));
    }
    lines.removeIf(line -> line.points().isEmpty());
    Range share = Range.linear(0, 1);
    write(
        new LineChart(
            "confidence; above the axis: images after",
            share,
            "accuracy; upright: 95% of calibrated ones",
            share,
            lines,
            after.bins().stream()
                .filter(bin -> !bin.isEmpty())
                .map(bin -> new Label((bin.lower() + bin.upper()) / 2, Numbers.count(bin.count())))
                .toList()),
        title,
        file);
  }

  private static List<Point> points(ReliabilityDiagram diagram, boolean thin) {
    return diagram.bins().stream()
        .filter(bin -> !bin.isEmpty() && bin.isThin() == thin)
        .map(bin -> new Point(bin.confidence(), bin.accuracy()))
        .toList();
  }

  /**
   * The share of wrong predictions against the share of predictions that are kept, both in percent
   * as in the tables, the risk on a logarithmic scale: a good model's is small everywhere.
   *
   * @param curves by name, drawn in this order
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void riskCoverage(Map<String, RiskCoverageCurve> curves, Path file)
      throws IOException {
    List<Line> lines = new ArrayList<>();
    double most = 0;
    for (Map.Entry<String, RiskCoverageCurve> curve : curves.entrySet()) {
      List<Point> points =
          IntStream.rangeClosed(0, POINTS)
              .mapToDouble(i -> (double) i / POINTS)
              .mapToObj(kept -> new Point(100 * kept, percent(curve.getValue().riskAt(kept))))
              .toList();
      most =
          Math.max(
              most,
              points.stream().mapToDouble(Point::y).filter(y -> !Double.isNaN(y)).max().orElse(0));
      lines.add(Line.of(curve.getKey(), points, style(lines.size())));
    }
    double least = 50.0 / curves.values().iterator().next().samples(); // half an image
    boolean wrong = most > 0;
    write(
        new LineChart(
            "coverage: % kept",
            Range.linear(0, 100),
            wrong ? "risk: % of those wrong, log scale" : "risk: % of those wrong",
            wrong ? new Range(least, Math.max(2 * least, 1.3 * most), true) : Range.linear(0, 1),
            lines),
        "Risk by coverage",
        file);
  }

  /**
   * The calibration error of images that are changed more and more.
   *
   * @param errors by the kind of change: one error per step, the first of unchanged images
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void shift(Map<String, double[]> errors, Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    double most = 0;
    int steps = 1;
    for (Map.Entry<String, double[]> kind : errors.entrySet()) {
      double[] values = kind.getValue();
      List<Point> points =
          IntStream.range(0, values.length).mapToObj(i -> new Point(i, values[i])).toList();
      most = Math.max(most, Arrays.stream(values).max().orElse(0));
      steps = Math.max(steps, values.length - 1);
      lines.add(Line.of(kind.getKey(), points, style(lines.size())).withDots());
    }
    write(
        new LineChart(
            "step, 0 unchanged",
            Range.linear(0, steps),
            "expected calibration error",
            Range.linear(0, most > 0 ? 1.05 * most : 1),
            lines),
        "Calibration under shift",
        file);
  }

  /**
   * How unsure a model is of each image, from temperature 0.05 to 100: at 0 at low temperatures,
   * where it is certain, and towards ln(classes) at high ones, where it is undecided.
   *
   * @param logits a few images
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void entropy(Logits logits, Path file) throws IOException {
    double[] temperatures =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> LOWEST * Math.pow(HIGHEST / LOWEST, i / (POINTS - 1.0)))
            .toArray();
    double undecided = Math.log(logits.classes());
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            "undecided",
            List.of(new Point(LOWEST, undecided), new Point(HIGHEST, undecided)),
            REFERENCE));
    for (int i = 0; i < logits.rows(); i++) {
      Logits image = logits.select(i);
      List<Point> points =
          Arrays.stream(temperatures)
              .mapToObj(t -> new Point(t, image.atTemperature(t).confidence(0).entropy()))
              .toList();
      String name = "image %s: class %s".formatted(i, image.argmax(0));
      lines.add(new Line(Optional.of(name), points, style(i), false));
    }
    write(
        new LineChart(
            "temperature, log scale",
            new Range(LOWEST, HIGHEST, true),
            "entropy in nats",
            Range.linear(0, 1.05 * undecided),
            lines),
        "Uncertainty by temperature",
        file);
  }

  /**
   * The probabilities of one image at several temperatures, as bars: all on one class at low
   * temperatures, equally high at infinity.
   *
   * @param logits its first image is drawn
   * @param title over the figure
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void temperature(Logits logits, String title, Path file) throws IOException {
    List<BarChart.Bars> bars = new ArrayList<>();
    for (int t = 0; t < TEMPERATURES.size(); t++) {
      double temperature = TEMPERATURES.get(t);
      double[] row = logits.first(1).atTemperature(temperature).row(0);
      String name = Double.isInfinite(temperature) ? "T infinite" : "T = " + temperature;
      List<Double> values = Arrays.stream(row).boxed().toList();
      bars.add(new BarChart.Bars(name, values, HEAT.get(t), OPACITY.get(t)));
    }
    List<String> classes =
        IntStream.range(0, logits.classes()).mapToObj(Integer::toString).toList();
    BarChart chart = new BarChart("class", "probability", classes, bars);
    Png.write(chart.draw(WIDTH, HEIGHT), title, file);
  }

  /** No risk has no place on a logarithmic scale: the line begins with the first wrong one. */
  private static double percent(double risk) {
    return risk > 0 ? 100 * risk : Double.NaN;
  }

  /** A colour and a pattern, so that neighbours are told apart without colours, too. */
  private static LineStyle style(int index) {
    Dash[] patterns = Dash.values();
    int pattern = (index + index / Palette.RUNS) % patterns.length;
    return LineStyle.of(Palette.ofRun(index)).with(patterns[pattern]);
  }

  private static void write(LineChart chart, String title, Path file) throws IOException {
    Png.write(chart.draw(WIDTH, HEIGHT), title, file);
  }
}
