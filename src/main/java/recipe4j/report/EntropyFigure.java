package recipe4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import recipe4j.chart.Canvas;
import recipe4j.chart.Drawing;
import recipe4j.chart.Figure;
import recipe4j.chart.LineStyle;
import recipe4j.chart.LineStyle.Dash;
import recipe4j.chart.Mark.Point;
import recipe4j.chart.Numbers;
import recipe4j.chart.Palette;
import recipe4j.chart.Scale;
import recipe4j.chart.Table;
import recipe4j.chart.TextStyle;
import recipe4j.chart.TextStyle.Anchor;
import recipe4j.data.ClassNames;
import recipe4j.io.TextWidth;
import recipe4j.run.Assessment.Example;

/**
 * Entropy of the first test images by temperature: a small chart beside each image, all on the same
 * axes.
 *
 * @param samples the images
 * @param fitted the fitted temperature, 1 if there is none
 * @param names of the classes
 */
record EntropyFigure(List<Example> samples, double fitted, ClassNames names) implements Figure {
  private static final double COLDEST = 0.1;
  private static final double HOTTEST = 10;
  private static final int POINTS = 49;
  private static final double IMAGE = 46;

  /** Letters of a class name that fit. */
  private static final int SHORT = 8;

  private static final double PANEL = 176;
  private static final List<Double> TEMPERATURES = List.of(0.1, 0.25, 0.6, 1.0, 2.0, 5.0, 10.0);

  EntropyFigure {
    samples = List.copyOf(samples);
  }

  @Override
  public String name() {
    return "entropy";
  }

  @Override
  public String title() {
    return "Entropy against temperature";
  }

  @Override
  public String description() {
    Example surest = samples.get(0);
    Example leastSure = samples.get(0);
    for (Example sample : samples) {
      surest = sample.entropy(1) < surest.entropy(1) ? sample : surest;
      leastSure = sample.entropy(1) > leastSure.entropy(1) ? sample : leastSure;
    }
    boolean one = samples.size() == 1;
    String start =
        ("%s with the entropy of its distribution at temperatures from 0.1 to 10: 0 is certain,"
                + " ln %s = %s undecided. At temperature 1 ")
            .formatted(
                one
                    ? "The first test image"
                    : "The first %s test images, each".formatted(samples.size()),
                classes(),
                Numbers.fixed(Math.log(classes())));
    String least = Numbers.small(surest.entropy(1));
    String most = Numbers.small(leastSure.entropy(1));
    return start
        + (least.equals(most)
            ? "%s %s nats.".formatted(one ? "it has" : "all have", least)
            : "the surest is image %s with %s nats, the least sure image %s with %s."
                .formatted(surest.index(), least, leastSure.index(), most));
  }

  @Override
  public Drawing draw(int width) {
    int columns = width < WIDE ? 2 : 5;
    int rows = (samples.size() + columns - 1) / columns;
    Canvas canvas = new Canvas(width, 26 + rows * PANEL + 24);
    legend(canvas);
    double panel = (double) width / columns;
    for (int i = 0; i < samples.size(); i++) {
      double x = i % columns * panel;
      int row = i / columns;
      double y = 26 + row * PANEL;
      panel(canvas, samples.get(i), x + 34, y + 10, panel - 34 - 14, i % columns == 0);
    }
    canvas.text(
        width / 2.0,
        26 + rows * PANEL + 14,
        "temperature, log scale",
        TextStyle.of(Palette.MUTED, Anchor.MIDDLE));
    return canvas.drawing();
  }

  @Override
  public Table table() {
    List<String> header = new ArrayList<>(List.of("image", "is", "predicted"));
    TEMPERATURES.forEach(t -> header.add("T = " + Numbers.plain(t)));
    List<List<String>> rows = new ArrayList<>();
    for (Example sample : samples) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(sample.index()));
      row.add(names.of(sample.label()));
      row.add(names.of(sample.predicted()));
      TEMPERATURES.forEach(t -> row.add(Numbers.fixed(sample.entropy(t))));
      rows.add(row);
    }
    return new Table("Entropy in nats by temperature", header, rows);
  }

  private int classes() {
    return samples.get(0).logits().size();
  }

  private void legend(Canvas canvas) {
    double x = 34;
    canvas.line(x, 11.5, x + 24, 11.5, new LineStyle(Palette.MUTED, 1.2, Dash.DOTTED));
    canvas.text(x + 31, 16, "T = 1", TextStyle.of(Palette.TEXT, Anchor.START));
    if (fitted != 1) {
      canvas.line(x + 84, 11.5, x + 108, 11.5, new LineStyle(Palette.FITTED, 1.6, Dash.DASHED));
      canvas.text(
          x + 115,
          16,
          "fitted T = " + Numbers.plain(Math.round(fitted * 1e4) / 1e4),
          TextStyle.of(Palette.TEXT, Anchor.START));
    }
  }

  private void panel(
      Canvas canvas, Example sample, double left, double top, double wide, boolean first) {
    canvas.image(left, top, IMAGE, sample.picture());
    TextStyle style = TextStyle.of(Palette.TEXT, Anchor.START);
    String verdict =
        sample.isRight()
            ? names.named(sample.predicted(), SHORT)
            : "taken for " + TextWidth.cut(names.of(sample.predicted()), SHORT);
    canvas.text(left + IMAGE + 10, top + 19, verdict, style.strong());
    String share = Numbers.confidence(sample.confidence());
    canvas.text(
        left + IMAGE + 10,
        top + 38,
        sample.isRight()
            ? share
            : "%s; is %s".formatted(share, TextWidth.cut(names.of(sample.label()), SHORT)),
        TextStyle.of(sample.isRight() ? Palette.MUTED : Palette.HELD, Anchor.START));
    double foot = top + PANEL - 38;
    Scale x = Scale.logarithmic(COLDEST, HOTTEST, left, left + wide);
    Scale y = Scale.linear(0, Math.log(Math.max(2, classes())), foot, top + IMAGE + 12);
    axes(canvas, x, y, first);
    List<Point> points =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> COLDEST * Math.pow(HOTTEST / COLDEST, (double) i / (POINTS - 1)))
            .mapToObj(t -> new Point(x.at(t), y.at(sample.entropy(t))))
            .toList();
    canvas.path(points, LineStyle.of(sample.isRight() ? Palette.TRAIN : Palette.HELD));
  }

  private void axes(Canvas canvas, Scale x, Scale y, boolean named) {
    TextStyle style = TextStyle.of(Palette.MUTED, Anchor.MIDDLE).sized(11);
    canvas.line(x.from(), y.to(), x.to(), y.to(), LineStyle.thin(Palette.GRID));
    canvas.line(x.from(), y.from(), x.to(), y.from(), LineStyle.thin(Palette.MUTED));
    canvas.line(x.at(1), y.from(), x.at(1), y.to(), new LineStyle(Palette.MUTED, 1.2, Dash.DOTTED));
    if (x.low() < fitted && fitted < x.high() && fitted != 1) {
      canvas.line(
          x.at(fitted),
          y.from(),
          x.at(fitted),
          y.to(),
          new LineStyle(Palette.FITTED, 1.6, Dash.DASHED));
    }
    for (double tick : new double[] {COLDEST, 1, HOTTEST}) {
      canvas.text(x.at(tick), y.from() + 15, Numbers.plain(tick), style);
    }
    if (named) {
      TextStyle left = TextStyle.of(Palette.MUTED, Anchor.END).sized(11);
      canvas.text(x.from() - 5, y.from() + 4, "0", left);
      canvas.text(x.from() - 5, y.to() + 4, "ln " + classes(), left);
    }
  }
}
