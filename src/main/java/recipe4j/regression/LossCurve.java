package recipe4j.regression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import recipe4j.io.Count;
import recipe4j.train.History;
import recipe4j.train.history.HistoryFile;
import recipe4j.train.history.HistoryTable;
import recipe4j.train.history.MetricNames;

/**
 * The metrics of one training run, one value per epoch. Immutable.
 *
 * <pre>{@code
 * LossCurve ours = LossCurve.of(history);
 * LossCurve keras = LossCurve.read(Path.of("history.json"));
 * }</pre>
 */
public final class LossCurve {
  private final HistoryTable table;

  private LossCurve(HistoryTable table) {
    this.table = table;
  }

  /**
   * Metrics by name. What Keras 3 calls otherwise gets that name: {@code acc}, {@code
   * categorical_accuracy} and {@code sparse_categorical_accuracy} become {@code accuracy}, {@code
   * lr} becomes {@code learning_rate}, {@code valid_loss} becomes {@code val_loss}; if two would
   * get the same name, both keep theirs.
   *
   * @param firstEpoch number of the first epoch, 0-based; the last may have at most 1,000,000,000
   * @param metrics Keras's names, such as loss or val_accuracy, to one value per epoch; NaN and
   *     infinity are allowed
   * @return the curve
   * @throws IllegalArgumentException if an epoch's number is out of range, there is no metric or no
   *     epoch, or the metrics have different numbers of epochs
   */
  public static LossCurve of(int firstEpoch, Map<String, double[]> metrics) {
    return new LossCurve(HistoryTable.of(firstEpoch, metrics));
  }

  /**
   * {@return the curve of a training that has just ended}
   *
   * @param history at least one epoch
   * @throws IllegalStateException if no epoch has ended
   */
  public static LossCurve of(History history) {
    history.last();
    Map<String, double[]> metrics = new LinkedHashMap<>();
    history.toMap().keySet().forEach(name -> metrics.put(name, history.get(name)));
    return of(history.epochs().get(0).epoch(), metrics);
  }

  /**
   * Reads a file: CSV as {@code CsvListener}, Keras's CSVLogger, pandas or a spreadsheet write it
   * (commas, semicolons or tabs; a decimal comma where it is no separator), or JSON with Keras's
   * {@code history.history}, bare or under the name "history", or as pandas writes a frame of it.
   * Where there is no value (an empty cell, NA, null) the curve has NaN. Epochs that are counted
   * from 1 become epochs counted from 0. {@link #notes} says what was taken for something else or
   * left out.
   *
   * @param file of at most 16 MB, 1,000,000 epochs and 1,000 metrics with names of at most 200
   *     characters, or a run folder, which holds one
   * @return the curve
   * @throws IOException if it can't be read or holds no curve
   */
  public static LossCurve read(Path file) throws IOException {
    return new LossCurve(HistoryFile.read(file));
  }

  /**
   * {@return what reading the file found worth saying, a sentence each, without the file's name:
   * metrics that were renamed, columns that are left out, epochs that were counted from 1; empty
   * for a curve that was not read}
   */
  public List<String> notes() {
    return table.notes();
  }

  /**
   * {@return the beginning of this curve}
   *
   * @param count how many epochs, at least 1
   * @throws IllegalArgumentException if this one has fewer
   */
  public LossCurve first(int count) {
    if (count < 1 || count > epochs()) {
      throw new IllegalArgumentException(
          "the curve has %s, found %s asked for".formatted(this, Count.of(count, "epoch")));
    }
    return part(firstEpoch(), count, metrics());
  }

  /** Some epochs of some metrics, with their learning rates. */
  LossCurve part(int first, int count, Set<String> kept) {
    SortedMap<String, double[]> parts = new TreeMap<>();
    table
        .columns()
        .forEach(
            (name, all) -> {
              if (kept.contains(name) || name.equals(HistoryTable.LEARNING_RATE)) {
                int from = first - firstEpoch();
                parts.put(name, Arrays.copyOfRange(all, from, from + count));
              }
            });
    return new LossCurve(new HistoryTable(first, parts, notes()));
  }

  /**
   * {@return which values are NaN or infinite: a sentence for every metric that has some, such as
   * "loss is NaN in epoch 3"}
   */
  public List<String> notFinite() {
    List<String> sentences = new ArrayList<>();
    for (String metric : metrics()) {
      double[] all = values(metric);
      int[] at = IntStream.range(0, all.length).filter(e -> !Double.isFinite(all[e])).toArray();
      if (at.length > 0) {
        sentences.add(
            "%s is %s in epoch %s%s"
                .formatted(
                    metric,
                    all[at[0]],
                    firstEpoch() + at[0],
                    at.length == 1
                        ? ""
                        : ", and not finite in %s"
                            .formatted(Count.of(at.length - 1, "further epoch"))));
      }
    }
    return sentences;
  }

  /**
   * {@return names of the metrics, without the learning rate: sorted, unmodifiable, at least one}
   */
  public Set<String> metrics() {
    Set<String> metrics = new TreeSet<>(table.columns().keySet());
    metrics.remove(HistoryTable.LEARNING_RATE);
    return Collections.unmodifiableSet(metrics);
  }

  /**
   * {@return a copy of one metric, one value per epoch}
   *
   * @param metric such as loss; acc finds accuracy
   * @throws IllegalArgumentException if the curve has no such metric
   */
  public double[] values(String metric) {
    if (!has(metric)) {
      throw new IllegalArgumentException("the curve has %s, found %s".formatted(metrics(), metric));
    }
    return Objects.requireNonNull(column(nameOf(metric))).clone();
  }

  private String nameOf(String metric) {
    return table.columns().containsKey(metric) ? metric : MetricNames.of(metric);
  }

  /** {@return whether {@link #values} knows a metric} */
  public boolean has(String metric) {
    return metrics().contains(nameOf(metric));
  }

  /**
   * {@return the learning rate over the epochs, one value per epoch; empty if it is not recorded}
   */
  public Optional<double[]> learningRates() {
    return Optional.ofNullable(column(HistoryTable.LEARNING_RATE)).map(double[]::clone);
  }

  private double @Nullable [] column(String name) {
    return table.columns().get(name);
  }

  /**
   * {@return the curve in the formats that {@link #read} reads: CSV as {@code CsvListener} writes
   * it, and JSON as Keras's {@code json.dump(history.history, file)}}
   */
  public HistoryTable table() {
    return table;
  }

  /** {@return number of the first epoch, 0-based} */
  public int firstEpoch() {
    return table.firstEpoch();
  }

  /** {@return how many epochs there are, at least 1} */
  public int epochs() {
    return table.epochs();
  }

  /** Checks that several curves can be laid over each other. */
  static void checkAlike(List<LossCurve> curves) {
    LossCurve first = curves.get(0);
    for (LossCurve curve : curves) {
      if (!curve.span().equals(first.span()) || !curve.metrics().equals(first.metrics())) {
        throw new IllegalArgumentException(
            "runs must have the same epochs and metrics, found %s and %s".formatted(first, curve));
      }
    }
  }

  private List<Integer> span() {
    return List.of(firstEpoch(), epochs());
  }

  /** Whether two epochs, as places from 0, have the same rate, or the rates are unknown. */
  boolean sameRate(int epoch, int other) {
    double[] rates = column(HistoryTable.LEARNING_RATE);
    return rates == null || rates[epoch] == rates[other];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossCurve curve
        && firstEpoch() == curve.firstEpoch()
        && table.columns().keySet().equals(curve.table.columns().keySet())
        && table.columns().keySet().stream()
            .allMatch(name -> Arrays.equals(column(name), curve.column(name)));
  }

  @Override
  public int hashCode() {
    return 31 * firstEpoch() + Arrays.deepHashCode(table.columns().values().toArray());
  }

  @Override
  public String toString() {
    return "%s of %s".formatted(epochs(firstEpoch(), epochs()), metrics());
  }

  /** A range of epochs in words, such as "epochs 0 to 9". */
  static String epochs(int first, int count) {
    return count == 1 ? "epoch " + first : "epochs %s to %s".formatted(first, first + count - 1);
  }
}
