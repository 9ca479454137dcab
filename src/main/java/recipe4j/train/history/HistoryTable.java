package recipe4j.train.history;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The metrics of one training: a row per epoch, a column per metric, and how they are written as
 * CSV and JSON, in full precision.
 *
 * @param firstEpoch number of the first row, 0-based
 * @param columns Keras 3's names, learning_rate included, to one value per epoch
 * @param notes what reading a file found worth saying, a sentence each, without the file's name
 */
public record HistoryTable(
    int firstEpoch, SortedMap<String, double[]> columns, List<String> notes) {
  /** The highest number of an epoch, 0-based, so that the one after it is an int, too. */
  public static final int LAST_EPOCH = 1_000_000_000;

  /** The column that is no metric. */
  public static final String LEARNING_RATE = "learning_rate";

  /** Names in a history that are neither metrics nor the learning rate. */
  private static final Set<String> IGNORED = Set.of("seconds", "epoch");

  /**
   * {@return a table under Keras 3's names; {@link MetricNames} says what becomes what}
   *
   * @param firstEpoch number of the first epoch, 0-based; the last may have at most 1,000,000,000
   * @param metrics name to one value per epoch, copied; NaN and infinity are allowed, seconds and
   *     epoch are left out
   * @throws IllegalArgumentException if an epoch's number is out of range, there is no metric or no
   *     epoch, or the metrics have different numbers of epochs
   */
  public static HistoryTable of(int firstEpoch, Map<String, double[]> metrics) {
    if (firstEpoch < 0) {
      throw new IllegalArgumentException(
          "the first epoch of a curve must be at least 0, found " + firstEpoch);
    }
    SortedMap<String, double[]> columns = new TreeMap<>();
    MetricNames.of(metrics.keySet())
        .forEach(
            (name, known) -> {
              if (!IGNORED.contains(name)) {
                columns.put(known, Objects.requireNonNull(metrics.get(name)).clone());
              }
            });
    if (Set.of(LEARNING_RATE).containsAll(columns.keySet())) {
      throw new IllegalArgumentException(
          "a curve needs at least one metric, such as loss, found " + metrics.keySet());
    }
    Map<String, Integer> lengths = new LinkedHashMap<>();
    columns.forEach((name, values) -> lengths.put(name, values.length));
    if (Set.copyOf(lengths.values()).size() != 1 || lengths.containsValue(0)) {
      throw new IllegalArgumentException(
          "every metric of a curve needs a value for each of the same epochs, found " + lengths);
    }
    HistoryTable table = new HistoryTable(firstEpoch, columns, List.of());
    if (firstEpoch > LAST_EPOCH - table.epochs() + 1) {
      throw new IllegalArgumentException(
          "the last epoch of a curve must be at most %s, found %s"
              .formatted(LAST_EPOCH, (long) firstEpoch + table.epochs() - 1));
    }
    return table;
  }

  /** {@return how many epochs there are, at least 1} */
  public int epochs() {
    return columns.values().iterator().next().length;
  }

  /**
   * {@return Keras's {@code json.dump(history.history, file)}: a list per metric, learning_rate
   * last} NaN and the infinities stand bare, as Python writes and reads them; without them it is
   * JSON.
   */
  public String json() {
    Map<String, double[]> ordered = new LinkedHashMap<>(columns);
    double[] rates = ordered.remove(LEARNING_RATE);
    if (rates != null) {
      ordered.put(LEARNING_RATE, rates);
    }
    return ordered.entrySet().stream()
        .map(
            column -> "  \"%s\": %s".formatted(column.getKey(), Arrays.toString(column.getValue())))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  /**
   * {@return Keras's CSVLogger's lines, with commas: a header, then a line per epoch, counted from
   * 0; columns sorted}
   */
  public String csv() {
    StringBuilder csv = new StringBuilder(csvHeader(",", columns.keySet()));
    for (int e = 0; e < epochs(); e++) {
      int epoch = e;
      List<Double> row = columns.values().stream().map(values -> values[epoch]).toList();
      csv.append(csvLine(",", firstEpoch + e, row));
    }
    return csv.toString();
  }

  /**
   * {@return the first line of a CSV, with its end}
   *
   * @param separator between two cells
   * @param names of the columns after the epoch's
   */
  public static String csvHeader(String separator, Collection<String> names) {
    return "epoch" + separator + String.join(separator, names) + "\n";
  }

  /**
   * {@return the line of an epoch, with its end}
   *
   * @param separator between two cells
   * @param epoch 0-based
   * @param values in the header's order
   */
  public static String csvLine(String separator, int epoch, Collection<Double> values) {
    return values.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(separator, epoch + separator, "\n"));
  }
}
