package recipe4j.regression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import recipe4j.train.History;

/**
 * The figures of one training run, one value per epoch and metric. Immutable.
 *
 * <pre>{@code
 * LossCurve ours = LossCurve.of(history);
 * LossCurve keras = LossCurve.read(Path.of("history.json"));
 * }</pre>
 */
public final class LossCurve {
  private static final String LEARNING_RATE = "learning_rate";

  /** Names in a history that are no figures of the learning. */
  private static final Set<String> IGNORED = Set.of("seconds", "epoch");

  private final int firstEpoch;
  private final SortedMap<String, double[]> values;

  private LossCurve(int firstEpoch, Map<String, double[]> figures) {
    this.firstEpoch = firstEpoch;
    values = new TreeMap<>();
    figures.forEach(
        (name, figure) -> {
          if (!IGNORED.contains(name)) {
            values.put(name.equals("lr") ? LEARNING_RATE : name, figure.clone()); // lr: Keras 2
          }
        });
  }

  /**
   * Figures by name.
   *
   * @param firstEpoch number of the first epoch, 0-based
   * @param figures Keras's names, such as loss or val_accuracy, to one value per epoch; NaN and
   *     infinity are allowed
   * @return the curve
   * @throws IllegalArgumentException if the epoch is negative, there is no metric or no epoch, or
   *     the metrics have different numbers of epochs
   */
  public static LossCurve of(int firstEpoch, Map<String, double[]> figures) {
    if (firstEpoch < 0) {
      throw new IllegalArgumentException(
          "the first epoch of a curve must be at least 0, found " + firstEpoch);
    }
    LossCurve curve = new LossCurve(firstEpoch, figures);
    if (curve.metrics().isEmpty()) {
      throw new IllegalArgumentException(
          "a curve needs at least one metric, such as loss, found " + figures.keySet());
    }
    Map<String, Integer> lengths = new LinkedHashMap<>();
    curve.values.forEach((name, figure) -> lengths.put(name, figure.length));
    if (Set.copyOf(lengths.values()).size() != 1 || lengths.containsValue(0)) {
      throw new IllegalArgumentException(
          "every metric of a curve needs a value for each of the same epochs, found " + lengths);
    }
    return curve;
  }

  /**
   * The curve of a training that has just ended.
   *
   * @param history at least one epoch
   * @return the curve
   * @throws IllegalStateException if no epoch has ended
   */
  public static LossCurve of(History history) {
    history.last();
    Map<String, double[]> figures = new LinkedHashMap<>();
    history.toMap().keySet().forEach(name -> figures.put(name, history.get(name)));
    return of(history.epochs().get(0).epoch(), figures);
  }

  /**
   * Reads a file: CSV as {@code CsvListener} and Keras's CSVLogger write it, or JSON with Keras's
   * {@code history.history}, bare or under the name "history".
   *
   * @param file a .csv or .json file
   * @return the curve
   * @throws IOException if it can't be read or holds no curve
   */
  public static LossCurve read(Path file) throws IOException {
    return LossCurveReader.read(file);
  }

  /**
   * Names of the metrics, without the learning rate.
   *
   * @return sorted, unmodifiable, at least one
   */
  public Set<String> metrics() {
    Set<String> metrics = new TreeSet<>(values.keySet());
    metrics.remove(LEARNING_RATE);
    return Collections.unmodifiableSet(metrics);
  }

  /**
   * One metric over the epochs.
   *
   * @param metric such as loss
   * @return one value per epoch, a copy
   * @throws IllegalArgumentException if the curve has no such metric
   */
  public double[] values(String metric) {
    double[] found = metrics().contains(metric) ? values.get(metric) : null;
    if (found == null) {
      throw new IllegalArgumentException("the curve has %s, found %s".formatted(metrics(), metric));
    }
    return found.clone();
  }

  /**
   * The learning rate over the epochs.
   *
   * @return one value per epoch, or empty if it is not recorded
   */
  public Optional<double[]> learningRates() {
    return Optional.ofNullable(values.get(LEARNING_RATE)).map(double[]::clone);
  }

  /**
   * Number of the first epoch.
   *
   * @return 0-based
   */
  public int firstEpoch() {
    return firstEpoch;
  }

  /**
   * How many epochs there are.
   *
   * @return at least 1
   */
  public int epochs() {
    return values.values().iterator().next().length;
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
    return List.of(firstEpoch, epochs());
  }

  /** Whether every epoch has the rate of the first, or the rates are unknown. */
  boolean sameRate(int epoch, int other) {
    double[] rates = values.get(LEARNING_RATE);
    return rates == null || rates[epoch] == rates[other];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossCurve curve
        && firstEpoch == curve.firstEpoch
        && values.keySet().equals(curve.values.keySet())
        && values.keySet().stream()
            .allMatch(name -> Arrays.equals(values.get(name), curve.values.get(name)));
  }

  @Override
  public int hashCode() {
    return 31 * firstEpoch + Arrays.deepHashCode(values.values().toArray());
  }

  @Override
  public String toString() {
    return "epochs %d to %d of %s".formatted(firstEpoch, firstEpoch + epochs() - 1, metrics());
  }
}
