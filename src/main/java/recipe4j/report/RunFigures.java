package recipe4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import recipe4j.chart.CurveChart;
import recipe4j.chart.CurveSeries;
import recipe4j.chart.Figure;
import recipe4j.chart.LineStyle;
import recipe4j.chart.LineStyle.Dash;
import recipe4j.chart.Numbers;
import recipe4j.chart.Palette;
import recipe4j.chart.RateSteps;
import recipe4j.data.ClassNames;
import recipe4j.regression.LossCurve;

/** The figures of one run. */
final class RunFigures {
  /** Of all figures that a run can have. */
  static final List<String> NAMES =
      List.of(
          "loss",
          "accuracy",
          "reliability-before",
          "reliability-after",
          "entropy",
          "confusion",
          "mistakes");

  private RunFigures() {}

  static List<Figure> of(Run run) {
    List<Figure> figures = new ArrayList<>();
    loss(run).ifPresent(figures::add);
    accuracy(run).ifPresent(figures::add);
    run.assessment()
        .ifPresent(
            assessment -> {
              figures.addAll(reliability(assessment));
              ClassNames names = run.classNames(assessment.classes());
              if (!assessment.samples().isEmpty()) {
                figures.add(entropy(assessment, names));
              }
              figures.add(new ConfusionFigure(assessment.confusion(), names));
              if (!assessment.mistakes().isEmpty()) {
                figures.add(new MistakesFigure(assessment.mistakes(), names));
              }
            });
    return figures;
  }

  /** How wide its file is drawn. */
  static int width(Figure figure) {
    return figure instanceof ReliabilityFigure || figure instanceof ConfusionFigure
        ? 560
        : Figure.WIDE;
  }

  static Optional<Figure> loss(Run run) {
    LossCurve curve = run.curve();
    List<CurveSeries> series = trainAndHeld(curve, "loss");
    if (series.isEmpty()) {
      return Optional.empty();
    }
    List<CurveChart.Note> notes = new ArrayList<>();
    StringBuilder text = new StringBuilder(fromTo(series.get(0)));
    best(curve)
        .ifPresent(
            note -> {
              notes.add(note);
              text.append(
                  String.format(
                      Locale.ROOT,
                      " val_loss is least in epoch %d, %s.",
                      note.epoch(),
                      Numbers.fixed(note.value())));
            });
    RateSteps rates = rateSteps(curve);
    return Optional.of(
        new CurveChart(
            "loss",
            "Loss by epoch",
            text.append(' ').append(rates.text()).toString(),
            "cross-entropy",
            series,
            rates,
            notes,
            CurveChart.Range.ofLoss(CurveChart.finite(series))));
  }

  static RateSteps rateSteps(LossCurve curve) {
    return RateSteps.of(curve.learningRates().orElse(new double[0]), curve.firstEpoch());
  }

  static Optional<Figure> accuracy(Run run) {
    List<CurveSeries> series = trainAndHeld(run.curve(), "accuracy");
    if (series.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    series.forEach(one -> text.append(text.isEmpty() ? "" : " ").append(fromTo(one)));
    return Optional.of(
        new CurveChart(
            "accuracy",
            "Accuracy by epoch",
            text.toString(),
            "accuracy",
            series,
            rateSteps(run.curve()),
            List.of(),
            CurveChart.Range.ofAccuracy(CurveChart.finite(series))));
  }

  static List<Figure> reliability(Assessment assessment) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new ReliabilityFigure("reliability-before", assessment.scoresAt(Assessment.AS_TRAINED)));
    if (assessment.isCalibrated()) {
      figures.add(
          new ReliabilityFigure("reliability-after", assessment.scoresAt(Assessment.CALIBRATED)));
    }
    return figures;
  }

  static Figure entropy(Assessment assessment, ClassNames names) {
    return new EntropyFigure(
        assessment.samples(), assessment.scoresAt(Assessment.CALIBRATED).temperature(), names);
  }

  /** The epoch of the smallest val_loss, the first of several. */
  static Optional<CurveChart.Note> best(LossCurve curve) {
    if (!curve.metrics().contains("val_loss")) {
      return Optional.empty();
    }
    double[] values = curve.values("val_loss");
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i]) && (best < 0 || values[i] < values[best])) {
        best = i;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    int epoch = curve.firstEpoch() + best + 1;
    return Optional.of(
        new CurveChart.Note(
            epoch,
            values[best],
            String.format(Locale.ROOT, "best: epoch %d, %s", epoch, Numbers.fixed(values[best]))));
  }

  private static List<CurveSeries> trainAndHeld(LossCurve curve, String metric) {
    List<CurveSeries> series = new ArrayList<>();
    for (String name : List.of(metric, "val_" + metric)) {
      if (curve.metrics().contains(name)) {
        boolean held = name.startsWith("val_");
        LineStyle pen =
            held ? LineStyle.of(Palette.HELD).with(Dash.DASHED) : LineStyle.of(Palette.TRAIN);
        series.add(series(curve, name, name, pen, held));
      }
    }
    return series;
  }

  /** One figure of a run, its epochs counted from 1. */
  static CurveSeries series(
      LossCurve curve, String metric, String name, LineStyle pen, boolean hollow) {
    return new CurveSeries(
        name,
        curve.firstEpoch() + 1,
        Arrays.stream(curve.values(metric)).boxed().toList(),
        pen,
        hollow);
  }

  private static String fromTo(CurveSeries one) {
    int epochs = one.values().size();
    if (epochs == 1) {
      return "%s is %s after 1 epoch.".formatted(one.name(), Numbers.fixed(one.values().get(0)));
    }
    return String.format(
        Locale.ROOT,
        "%s goes from %s to %s in %d epochs.",
        one.name(),
        Numbers.fixed(one.values().get(0)),
        Numbers.fixed(one.values().get(epochs - 1)),
        epochs);
  }
}
