package recipe4j.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import recipe4j.regression.LossCurve;

/** A history as Keras's users keep it, in full precision. */
final class HistoryFiles {
  private HistoryFiles() {}

  /**
   * Keras's {@code json.dump(history.history, file)}: a list per figure, learning_rate last. NaN
   * and the infinities stand bare, as Python writes and reads them.
   */
  static String json(LossCurve curve) {
    return columns(curve).entrySet().stream()
        .map(
            column ->
                "  \"%s\": [%s]"
                    .formatted(
                        column.getKey(),
                        Arrays.stream(column.getValue())
                            .mapToObj(Double::toString)
                            .collect(Collectors.joining(", "))))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  /** What {@code CsvListener} writes epoch by epoch: Keras's CSVLogger, epochs from 0. */
  static String csv(LossCurve curve) {
    Map<String, double[]> columns = new TreeMap<>(columns(curve));
    StringBuilder csv = new StringBuilder("epoch,");
    csv.append(String.join(",", columns.keySet())).append('\n');
    for (int i = 0; i < curve.epochs(); i++) {
      csv.append(curve.firstEpoch() + i);
      for (double[] column : columns.values()) {
        csv.append(',').append(column[i]);
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  private static Map<String, double[]> columns(LossCurve curve) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    curve.metrics().forEach(metric -> columns.put(metric, curve.values(metric)));
    curve.learningRates().ifPresent(rates -> columns.put("learning_rate", rates));
    return columns;
  }
}
