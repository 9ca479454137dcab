package recipe4j.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import recipe4j.chart.CurveChart;
import recipe4j.chart.LineStyle;
import recipe4j.chart.LineStyle.Dash;
import recipe4j.chart.Numbers;
import recipe4j.chart.Palette;
import recipe4j.chart.Range;
import recipe4j.chart.RateSteps;
import recipe4j.chart.Table;
import recipe4j.io.Count;
import recipe4j.run.Assessment;
import recipe4j.run.Environment;
import recipe4j.run.Run;
import recipe4j.run.RunFacts;
import recipe4j.run.TrainOption;

/** A page that compares runs: results, curves on the same axes, and options that differ. */
public final class ComparisonPage {
  private final List<Run> runs;

  private ComparisonPage(List<Run> runs) {
    this.runs = distinct(runs);
  }

  /**
   * Makes the page.
   *
   * @param runs two or more, of any lengths and options
   * @return one file of HTML, complete in itself
   * @throws IllegalArgumentException if there are fewer than two
   */
  public static String html(List<Run> runs) {
    if (runs.size() < 2) {
      throw new IllegalArgumentException(
          "a comparison needs at least 2 runs, found " + runs.size());
    }
    return new ComparisonPage(runs).html();
  }

  private String html() {
    String title = Count.of(runs.size(), "run") + " compared";
    String header =
        "<p class=\"overline\">Comparison</p>\n<h1>%s</h1>\n%s"
            .formatted(title, Html.table(results()));
    return Html.page(
        title + " · recipe4j",
        header,
        Html.section("learning", "How they learned", curves("loss"), curves("accuracy"))
            + Html.section("options", "Where they differ", differences()),
        Html.paragraph("Made by recipe4j %s.".formatted(Environment.recipe4jVersion())));
  }

  /** Numbers the runs of the same name. */
  private static List<Run> distinct(List<Run> runs) {
    Map<String, Integer> seen = new HashMap<>();
    List<Run> named = new ArrayList<>();
    for (Run run : runs) {
      int count = seen.merge(run.name(), 1, Integer::sum);
      named.add(count == 1 ? run : run.named("%s (%s)".formatted(run.name(), count)));
    }
    return named;
  }

  private Table results() {
    List<List<String>> rows = new ArrayList<>();
    for (Run run : runs) {
      RunSummary summary = RunSummary.of(run);
      Optional<CurveChart.Note> best = RunFigures.best(run.curve());
      rows.add(
          List.of(
              run.name(),
              Integer.toString(run.curve().epochs()),
              best.map(note -> Integer.toString(note.epoch())).orElse("–"),
              best.map(note -> Numbers.fixed(note.value())).orElse("–"),
              number(summary.test("test_loss")),
              number(summary.test("test_accuracy")),
              run.assessment()
                  .map(a -> a.scoresAt(Assessment.AS_TRAINED).expectedError().estimate())
                  .map(Numbers::fixed)
                  .orElse("–"),
              summary.fittedTemperature().map(Numbers::fixed).orElse("–"),
              Numbers.duration(
                  RunFacts.number(run.facts().timings(), "training_seconds").orElse(Double.NaN))));
    }
    return new Table(
        "Results",
        List.of(
            "run",
            "epochs",
            "best epoch",
            "best val_loss",
            "test loss",
            "test accuracy",
            "ECE",
            "fitted T",
            "training"),
        rows);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Numbers.fixed(value.getAsDouble()) : "–";
  }

  /** A metric on the training images beside the same on those held out, on the same axis. */
  private String curves(String metric) {
    List<CurveChart.Series> train = series(metric);
    List<CurveChart.Series> held = series("val_" + metric);
    List<CurveChart.Series> both = new ArrayList<>(train);
    both.addAll(held);
    double[] values = CurveChart.finite(both);
    Range range = metric.equals("loss") ? Range.ofLoss(values) : Range.ofAccuracy(values);
    List<String> figures = new ArrayList<>();
    for (List<CurveChart.Series> side : List.of(train, held)) {
      if (!side.isEmpty()) {
        String name = side == train ? metric : "val_" + metric;
        figures.add(Html.narrow(figure(name, side, range), true));
      }
    }
    return Html.columns(figures);
  }

  private static CurveChart figure(String name, List<CurveChart.Series> series, Range range) {
    StringBuilder text = new StringBuilder();
    for (CurveChart.Series one : series) {
      text.append(text.isEmpty() ? "" : " ")
          .append("%s ends at %s.".formatted(one.name(), Numbers.fixed(one.at(one.lastEpoch()))));
    }
    return new CurveChart(
        name.replace('_', '-'),
        name + " by epoch",
        text.toString(),
        name,
        series,
        RateSteps.none(),
        List.of(),
        range);
  }

  private List<CurveChart.Series> series(String metric) {
    Dash[] dashes = Dash.values();
    List<CurveChart.Series> series = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (run.curve().metrics().contains(metric)) {
        LineStyle pen = LineStyle.of(Palette.ofRun(i)).with(dashes[i % dashes.length]);
        series.add(RunFigures.series(run.curve(), metric, run.name(), pen, i % 2 == 1));
      }
    }
    return series;
  }

  private String differences() {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> names.addAll(run.facts().options().keySet()));
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      List<String> values =
          runs.stream().map(run -> Objects.toString(run.facts().options().get(name), "–")).toList();
      if (TrainOption.tellsApart(name) && Set.copyOf(values).size() > 1) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(values);
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      return Html.paragraph("All options are the same.");
    }
    List<String> header = new ArrayList<>(List.of("option"));
    runs.forEach(run -> header.add(run.name()));
    return Html.table(new Table("Options that differ", header, rows));
  }
}
