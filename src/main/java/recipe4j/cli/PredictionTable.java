package recipe4j.cli;

import java.util.Locale;
import java.util.OptionalLong;
import recipe4j.uncertainty.Confidence;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.TemperatureSampler;

/** Predictions as text: a line per image, a column per class. */
final class PredictionTable {
  private PredictionTable() {}

  /**
   * Probabilities with eight decimals, so that a row sums to 1 within 1e-6 as it is printed.
   *
   * @param labels the true classes, or null if they are not known
   */
  static String of(Logits logits, double temperature, int[] labels, OptionalLong drawSeed) {
    Probabilities probabilities = logits.atTemperature(temperature);
    int[] drawn =
        drawSeed.isPresent()
            ? TemperatureSampler.of(logits, temperature).draw(drawSeed.getAsLong())
            : null;
    StringBuilder text = new StringBuilder();
    text.append("image").append(labels == null ? "" : "  label").append("  predicted");
    text.append(drawn == null ? "" : "  drawn").append("  entropy");
    for (int c = 0; c < probabilities.classes(); c++) {
      text.append(String.format(Locale.ROOT, "  %10s", "p(" + c + ")"));
    }
    text.append(System.lineSeparator());
    for (int i = 0; i < probabilities.rows(); i++) {
      Confidence confidence = probabilities.confidence(i);
      text.append(String.format(Locale.ROOT, "%5d", i));
      if (labels != null) {
        text.append(String.format(Locale.ROOT, "  %5d", labels[i]));
      }
      text.append(String.format(Locale.ROOT, "  %9d", probabilities.argmax(i)));
      if (drawn != null) {
        text.append(String.format(Locale.ROOT, "  %5d", drawn[i]));
      }
      text.append(String.format(Locale.ROOT, "  %7.4f", confidence.entropy()));
      for (double p : probabilities.row(i)) {
        text.append(String.format(Locale.ROOT, "  %.8f", p));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
