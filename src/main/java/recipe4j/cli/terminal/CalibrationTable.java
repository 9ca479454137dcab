package recipe4j.cli.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recipe4j.io.Count;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.calibration.Bootstrap;
import recipe4j.uncertainty.calibration.CalibrationScores;
import recipe4j.uncertainty.calibration.ConfidenceInterval;
import recipe4j.uncertainty.calibration.IsotonicCalibration;
import recipe4j.uncertainty.calibration.SampleScores;
import recipe4j.uncertainty.calibration.TemperatureScaling;
import recipe4j.uncertainty.calibration.VectorScaling;

/** NLL, Brier score and ECE with their intervals, one line per way to calibrate. */
public final class CalibrationTable {
  /** The temperature of the recipe. */
  private static final double RECIPE = 0.6;

  /** With more, Newton's method on two numbers a class takes seconds, then minutes. */
  private static final int MOST_CLASSES = 20;

  private final Bootstrap bootstrap;
  private final TemperatureScaling temperature;
  private final @Nullable VectorScaling vector;
  private final IsotonicCalibration isotonic;

  /** Fits the other calibrators on the same images as the temperature. */
  public CalibrationTable(
      LabelledLogits validation,
      TemperatureScaling temperature,
      Bootstrap bootstrap,
      boolean withVector) {
    this.bootstrap = bootstrap;
    this.temperature = temperature;
    boolean wanted = withVector || validation.logits().classes() <= MOST_CLASSES;
    this.vector = wanted ? VectorScaling.fit(validation.logits(), validation.labels()) : null;
    this.isotonic = IsotonicCalibration.fit(validation.logits(), validation.labels());
  }

  /** The table for one set of images, as text. */
  public String of(LabelledLogits images) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-28s%-28s%-28s%s%n",
            "%s, %s".formatted(images.name(), Count.of(images.logits().rows(), "image")),
            "NLL",
            "Brier",
            "ECE"));
    Map<String, SampleScores> rows = rows(images);
    List<CalibrationScores> scores = CalibrationScores.of(List.copyOf(rows.values()), bootstrap);
    List<String> names = List.copyOf(rows.keySet());
    append(text, names.get(1), scores.get(1));
    append(text, names.get(0), scores.get(0));
    for (int i = 2; i < names.size(); i++) {
      append(text, names.get(i), scores.get(i));
      if (i == 2 && temperature.isFinite()) {
        append(text, "  change from T = 1", scores.get(names.size() + 1));
      }
    }
    CalibrationScores steps = scores.get(names.size() - 1);
    if (Double.isInfinite(steps.negativeLogLikelihood().estimate())) {
      text.append(
          String.format(
              "  Its NLL is infinite, as it gives the true class of an image the probability 0.%n"));
    }
    return text.toString();
  }

  /** What vector scaling does to the negative log-likelihood, in one line. */
  public String vectorSummary() {
    return vector == null
        ? "vector scaling is left out with more than %s classes; --vector-scaling fits it"
            .formatted(MOST_CLASSES)
        : vector.summary();
  }

  /** What the lines score: T = 1, from which changes are taken, is first, isotonic the last. */
  private Map<String, SampleScores> rows(LabelledLogits images) {
    Logits logits = images.logits();
    int[] labels = images.labels();
    Map<String, SampleScores> rows = new LinkedHashMap<>();
    rows.put("T = 1", SampleScores.of(logits, 1, labels));
    rows.put("T = 0.6", SampleScores.of(logits, RECIPE, labels));
    if (temperature.isFinite()) {
      double value = temperature.temperature();
      rows.put(
          String.format(Locale.ROOT, "T = %.4f, fitted", value),
          SampleScores.of(logits, value, labels));
    }
    if (vector != null && vector.converged()) {
      rows.put("vector scaling", SampleScores.of(vector.scale(logits), 1, labels));
    }
    rows.put("isotonic regression", SampleScores.of(isotonic.apply(logits), labels));
    return rows;
  }

  private static void append(StringBuilder text, String name, CalibrationScores scores) {
    text.append(
        String.format(
            "  %-26s%-28s%-28s%s%n",
            name,
            cell(scores.negativeLogLikelihood()),
            cell(scores.brierScore()),
            cell(scores.expectedError())));
  }

  private static String cell(ConfidenceInterval interval) {
    if (Double.isInfinite(interval.lower())) {
      return "infinite";
    }
    return "%s [%s, %s]"
        .formatted(number(interval.estimate()), number(interval.lower()), number(interval.upper()));
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return "infinite";
    }
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.equals("-0.0000") ? "0.0000" : text;
  }
}
