package recipe4j.cli.terminal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import recipe4j.io.Count;
import recipe4j.uncertainty.calibration.Bootstrap;
import recipe4j.uncertainty.calibration.CalibrationScores;
import recipe4j.uncertainty.calibration.ConfidenceInterval;
import recipe4j.uncertainty.calibration.IsotonicCalibration;
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
    append(text, "T = 0.6", at(images, RECIPE));
    append(text, "T = 1", at(images, 1));
    if (temperature.isFinite()) {
      append(
          text,
          String.format(Locale.ROOT, "T = %.4f, fitted", temperature.temperature()),
          at(images, temperature.temperature()));
      append(
          text,
          "  change from T = 1",
          CalibrationScores.change(
              images.logits(), 1, temperature.temperature(), images.labels(), bootstrap));
    }
    if (vector != null && vector.converged()) {
      append(
          text,
          "vector scaling",
          CalibrationScores.of(vector.scale(images.logits()), 1, images.labels(), bootstrap));
    }
    CalibrationScores steps =
        CalibrationScores.of(isotonic.apply(images.logits()), images.labels(), bootstrap);
    append(text, "isotonic regression", steps);
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

  private CalibrationScores at(LabelledLogits images, double value) {
    return CalibrationScores.of(images.logits(), value, images.labels(), bootstrap);
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
