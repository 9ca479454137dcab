package recipe4j.report;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recipe4j.chart.CurveChart;
import recipe4j.chart.EpochCharts;
import recipe4j.chart.Figure;
import recipe4j.chart.LineStyle;
import recipe4j.chart.RateSteps;
import recipe4j.data.ClassNames;
import recipe4j.regression.LossCurve;
import recipe4j.run.Assessment;
import recipe4j.run.Run;

/** The figures of one run. */
final class RunFigures {
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
                figures.add(ExamplesFigure.mistakes(assessment.mistakes(), names));
              }
              if (!assessment.unlike().examples().isEmpty()) {
                figures.add(ExamplesFigure.unlike(assessment.unlike().examples(), names));
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

  static Optional<CurveChart> loss(Run run) {
    return EpochCharts.loss(run.curve().firstEpoch(), values(run.curve()), rateSteps(run.curve()));
  }

  static Optional<CurveChart> accuracy(Run run) {
    return EpochCharts.accuracy(
        run.curve().firstEpoch(), values(run.curve()), rateSteps(run.curve()));
  }

  /** The epoch of the least val_loss. */
  static Optional<CurveChart.Note> best(LossCurve curve) {
    return EpochCharts.best(curve.firstEpoch(), values(curve));
  }

  static RateSteps rateSteps(LossCurve curve) {
    return RateSteps.of(curve.learningRates().orElse(new double[0]), curve.firstEpoch());
  }

  private static Map<String, double[]> values(LossCurve curve) {
    return curve.metrics().stream().collect(toMap(metric -> metric, curve::values));
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

  /** One figure of a run, its epochs counted from 1. */
  static CurveChart.Series series(
      LossCurve curve, String metric, String name, LineStyle pen, boolean hollow) {
    return new CurveChart.Series(
        name,
        curve.firstEpoch() + 1,
        Arrays.stream(curve.values(metric)).boxed().toList(),
        pen,
        hollow);
  }
}
