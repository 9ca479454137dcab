package recipe4j.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import recipe4j.chart.LineStyle.Dash;

/** A training's loss and accuracy over its epochs, with val_loss and val_accuracy beside them. */
public final class EpochCharts {
  private static final String VALIDATION = "val_";

  private EpochCharts() {}

  /**
   * {@return a chart of the loss, with the least val_loss marked; empty if neither is there}
   *
   * @param firstEpoch 0-based
   * @param values by metric, one value an epoch; loss and val_loss are drawn
   * @param rates the learning rate
   */
  public static Optional<CurveChart> loss(
      int firstEpoch, Map<String, double[]> values, RateSteps rates) {
    List<CurveChart.Series> series = series(firstEpoch, values, "loss");
    if (series.isEmpty()) {
      return Optional.empty();
    }
    List<CurveChart.Note> notes = new ArrayList<>();
    StringBuilder text = new StringBuilder(fromTo(series.get(0)));
    best(firstEpoch, values)
        .ifPresent(
            note -> {
              notes.add(note);
              text.append(
                  " val_loss is least in epoch %s, %s."
                      .formatted(note.epoch(), Numbers.fixed(note.value())));
            });
    return Optional.of(
        new CurveChart(
            "loss",
            "Loss by epoch",
            text.append(' ').append(rates.text()).toString(),
            "cross-entropy",
            series,
            rates,
            notes,
            Range.ofLoss(CurveChart.finite(series))));
  }

  /**
   * {@return a chart of the accuracy; empty if neither is there}
   *
   * @param firstEpoch 0-based
   * @param values by metric, one value an epoch; accuracy and val_accuracy are drawn
   * @param rates the learning rate
   */
  public static Optional<CurveChart> accuracy(
      int firstEpoch, Map<String, double[]> values, RateSteps rates) {
    List<CurveChart.Series> series = series(firstEpoch, values, "accuracy");
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
            rates,
            List.of(),
            Range.ofAccuracy(CurveChart.finite(series))));
  }

  /**
   * {@return the epoch of the least val_loss, the first of several; empty without a finite
   * val_loss}
   *
   * @param firstEpoch 0-based
   * @param values by metric, one value an epoch
   */
  public static Optional<CurveChart.Note> best(int firstEpoch, Map<String, double[]> values) {
    double[] losses = values.getOrDefault("val_loss", new double[0]);
    OptionalInt least = indexOfLeast(losses);
    if (least.isEmpty() || !Double.isFinite(losses[least.getAsInt()])) {
      return Optional.empty();
    }
    int best = least.getAsInt();
    int epoch = firstEpoch + best + 1;
    return Optional.of(
        new CurveChart.Note(
            epoch,
            losses[best],
            "best: epoch %s, %s".formatted(epoch, Numbers.fixed(losses[best]))));
  }

  /**
   * {@return the place from 0 of the smallest loss, the first of several; empty if every value is
   * NaN}
   *
   * @param losses one per epoch, NaN where there is none
   */
  public static OptionalInt indexOfLeast(double... losses) {
    return IntStream.range(0, losses.length)
        .filter(i -> !Double.isNaN(losses[i]))
        .reduce((best, i) -> losses[i] < losses[best] ? i : best);
  }

  private static List<CurveChart.Series> series(
      int firstEpoch, Map<String, double[]> values, String metric) {
    List<CurveChart.Series> series = new ArrayList<>();
    for (String name : List.of(metric, VALIDATION + metric)) {
      if (values.containsKey(name)) {
        boolean held = name.startsWith(VALIDATION);
        LineStyle style =
            held ? LineStyle.of(Palette.HELD).with(Dash.DASHED) : LineStyle.of(Palette.TRAIN);
        List<Double> found = Arrays.stream(values.get(name)).boxed().toList();
        series.add(new CurveChart.Series(name, firstEpoch + 1, found, style, held));
      }
    }
    return series;
  }

  private static String fromTo(CurveChart.Series one) {
    int epochs = one.values().size();
    if (epochs == 1) {
      return "%s is %s after 1 epoch.".formatted(one.name(), Numbers.fixed(one.values().get(0)));
    }
    return "%s goes from %s to %s in %s epochs."
        .formatted(
            one.name(),
            Numbers.fixed(one.values().get(0)),
            Numbers.fixed(one.values().get(epochs - 1)),
            epochs);
  }
}
