package recipe4j.report;

import static recipe4j.chart.Svg.escape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recipe4j.chart.Numbers;
import recipe4j.chart.Table;
import recipe4j.data.ClassNames;
import recipe4j.io.Count;
import recipe4j.run.Assessment;
import recipe4j.run.Run;
import recipe4j.run.RunFacts;
import recipe4j.run.Scores;
import recipe4j.uncertainty.calibration.ConfidenceInterval;

/** The page of one run: results, curves, calibration, options and versions. */
public final class ReportPage {
  private final Run run;

  private ReportPage(Run run) {
    this.run = run;
  }

  /**
   * Makes the page.
   *
   * @param run what to show
   * @return one file of HTML, complete in itself
   */
  public static String html(Run run) {
    ReportPage page = new ReportPage(run);
    return Html.page(
        "%s · recipe4j".formatted(run.name()), page.header(), page.main(), page.footer());
  }

  private String header() {
    RunFacts facts = run.facts();
    int epochs = run.curve().epochs();
    StringBuilder tiles = new StringBuilder();
    RunSummary.of(run).highlights().forEach((name, value) -> tiles.append(tile(name, value)));
    return """
        <p class="overline">Training run · %s</p>
        <h1>%s, %s</h1>
        <p class="lead">%s</p>
        <p class="meta">Started <time datetime="%s">%s</time></p>
        <dl class="tiles">
        %s</dl>
        """
        .formatted(
            escape(run.name()),
            escape(RunFacts.text(facts.dataset(), "name")),
            Count.of(epochs, "epoch"),
            escape(RunFacts.text(facts.outcome(), "diagnosis")),
            escape(facts.started()),
            escape(facts.started().replace("T", " ").replace("Z", " UTC")),
            tiles);
  }

  private static String tile(String name, String value) {
    return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(escape(name), escape(value));
  }

  private String main() {
    StringBuilder main = new StringBuilder();
    StringBuilder learning = new StringBuilder();
    RunFigures.loss(run).ifPresent(figure -> learning.append(Html.wide(figure)));
    RunFigures.accuracy(run).ifPresent(figure -> learning.append(Html.wide(figure)));
    main.append(Html.section("learning", "How it learned", learning.toString()));
    Optional<Assessment> assessment = run.assessment();
    if (assessment.isPresent()) {
      ClassNames names = run.classNames(assessment.get().classes());
      main.append(sureness(assessment.get(), names))
          .append(errors(assessment.get(), names))
          .append(unlike(assessment.get(), names));
    } else {
      String reason = RunFacts.text(run.facts().outcome(), "not_assessed");
      main.append(
          Html.section(
              "sureness",
              "How sure it is",
              Html.paragraph("The network was not asked about the test images: " + reason)));
    }
    return main.append(origin()).toString();
  }

  private static String sureness(Assessment assessment, ClassNames names) {
    List<String> diagrams =
        RunFigures.reliability(assessment).stream()
            .map(figure -> Html.narrow(figure, true))
            .toList();
    return Html.section(
        "sureness",
        "How sure it is",
        Html.paragraph(
            assessment.calibration()
                + " A temperature never changes what the network predicts, only how sure it is."),
        Html.table(scores(assessment)),
        Html.columns(diagrams),
        assessment.samples().isEmpty() ? "" : Html.wide(RunFigures.entropy(assessment, names)));
  }

  private static Table scores(Assessment assessment) {
    List<List<String>> rows = new ArrayList<>();
    for (Scores at : assessment.scores()) {
      rows.add(
          List.of(
              at.name(),
              Numbers.fixed(at.temperature()),
              interval(at.negativeLogLikelihood()),
              interval(at.brier()),
              interval(at.expectedError()),
              Numbers.fixed(at.adaptiveError()),
              Numbers.fixed(at.classWiseError())));
    }
    return new Table(
        "Scores on %s; lower is better; in brackets 95%% intervals by bootstrap"
            .formatted(Count.of(assessment.images(), "test image")),
        List.of(
            "probabilities",
            "temperature",
            "NLL",
            "Brier",
            "ECE",
            "adaptive ECE",
            "class-wise ECE"),
        rows);
  }

  private static String interval(ConfidenceInterval value) {
    return "%s [%s,\u00A0%s]"
        .formatted(
            Numbers.fixed(value.estimate()),
            Numbers.fixed(value.lower()),
            Numbers.fixed(value.upper()));
  }

  private static String errors(Assessment assessment, ClassNames names) {
    List<String> figures = new ArrayList<>();
    figures.add(Html.narrow(new ConfusionFigure(assessment.confusion(), names), true));
    if (!assessment.mistakes().isEmpty()) {
      figures.add(Html.narrow(ExamplesFigure.mistakes(assessment.mistakes(), names), false));
    }
    int errors = assessment.errors();
    String sentence =
        errors == 0
            ? "%s right: none is wrong.".formatted(Count.of(assessment.images(), "test image"))
            : "%s of %s %s wrong."
                .formatted(
                    Numbers.count(errors),
                    Count.of(assessment.images(), "test image"),
                    errors == 1 ? "is" : "are");
    return Html.section("errors", "Where it errs", Html.paragraph(sentence), Html.columns(figures));
  }

  /** The test images that are unlike what validated, and how much more often they are wrong. */
  private static String unlike(Assessment assessment, ClassNames names) {
    Assessment.Unlike unlike = assessment.unlike();
    if (!unlike.isKnown()) {
      return "";
    }
    int images = assessment.images();
    int others = images - unlike.images();
    String sentence =
        "%s of %s are more unlike the validation images than all but %s of those are. Of them %s are wrong, of the others %s."
            .formatted(
                Numbers.count(unlike.images()),
                Count.of(images, "test image"),
                Numbers.plain(100 * unlike.limit()) + "%",
                share(unlike.errors(), unlike.images()),
                share(assessment.errors() - unlike.errors(), others));
    return Html.section(
        "novelty",
        "What it has not seen the like of",
        Html.paragraph(sentence),
        unlike.examples().isEmpty()
            ? ""
            : Html.wide(ExamplesFigure.unlike(unlike.examples(), names)));
  }

  private static String share(int errors, int images) {
    return images == 0 ? "none" : Numbers.percent((double) errors / images);
  }

  private String origin() {
    RunFacts facts = run.facts();
    Map<String, Object> data = new LinkedHashMap<>(facts.dataset());
    data.remove("sha256");
    Map<String, Object> timings = new LinkedHashMap<>(facts.timings());
    timings.remove("epoch_seconds");
    StringBuilder tables = new StringBuilder();
    tables.append(values("Options", facts.options()));
    tables.append(values("Data", data));
    tables.append(values("Machine", facts.machine()));
    tables.append(values("Versions", facts.versions()));
    tables.append(values("Timings", timings));
    String sums =
        facts.dataset().get("sha256") instanceof Map<?, ?> files
            ? Html.details("SHA-256 of the data", Html.table(pairs("SHA-256 of the data", files)))
            : "";
    return Html.section(
        "origin", "How it was made", "<div class=\"facts\">\n%s</div>\n".formatted(tables), sums);
  }

  /** A table of values; empty if there are none. */
  private static String values(String caption, Map<String, Object> values) {
    return values.isEmpty() ? "" : Html.table(pairs(caption, values));
  }

  private static Table pairs(String caption, Map<?, ?> values) {
    return new Table(
        caption,
        List.of("name", "value"),
        values.entrySet().stream()
            .filter(entry -> entry.getValue() != null && !List.of().equals(entry.getValue()))
            .map(
                entry ->
                    List.of(
                        String.valueOf(entry.getKey()).replace('_', ' '), value(entry.getValue())))
            .toList());
  }

  private static String value(Object value) {
    return value instanceof Double number ? Numbers.plain(number) : String.valueOf(value);
  }

  private String footer() {
    return """
        <p>In this folder: <a href="model.zip">model.zip</a>, <a href="run.json">run.json</a>,
        <a href="history.csv">history.csv</a>, <a href="history.json">history.json</a>, and the figures
        in <a href="plots/">plots</a> as SVG and PNG.</p>
        <p>Made by recipe4j %s.</p>
        """
        .formatted(escape(RunFacts.text(run.facts().versions(), "recipe4j")));
  }
}
