package recipe4j.train;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers and times as Keras's progress bar writes them (keras/src/utils/progbar.py). */
final class KerasFormat {
  private KerasFormat() {}

  /** accuracy: 0.9123 - loss: 0.2891. */
  static String logs(Map<String, Double> logs) {
    return logs.entrySet().stream()
        .map(e -> e.getKey() + ": " + number(e.getValue()))
        .collect(Collectors.joining(" - "));
  }

  /** Four decimals from 1e-3 up, else scientific. */
  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 1e-3 ? "%.4f" : "%.4e", value);
  }

  /** A duration in whole seconds, or minutes and hours beyond one minute. */
  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s >= 3600) {
      return String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s % 3600 / 60, s % 60);
    }
    return s >= 60 ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60) : s + "s";
  }

  /** Time per step in the unit that suits. */
  static String perStep(double seconds) {
    if (seconds >= 1) {
      return Math.round(seconds) + "s/step";
    }
    return seconds >= 1e-3
        ? Math.round(seconds * 1e3) + "ms/step"
        : Math.round(seconds * 1e6) + "us/step";
  }
}
