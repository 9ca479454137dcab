package recipe4j.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import recipe4j.chart.EpochCharts;

/** What {@code fit} returns: the logs of every epoch that ended, in order. Immutable. */
public final class History {
  private final List<EpochLogs> epochs;

  /**
   * Keeps a copy.
   *
   * @param epochs in order
   */
  public History(List<EpochLogs> epochs) {
    this.epochs = List.copyOf(epochs);
  }

  /** {@return all epochs, in order, unmodifiable} */
  public List<EpochLogs> epochs() {
    return epochs;
  }

  /** {@return whether no epoch ended, as in a training that was ended in its first epoch} */
  public boolean isEmpty() {
    return epochs.isEmpty();
  }

  /**
   * {@return the logs of the last epoch that ended}
   *
   * @throws IllegalStateException if no epoch ended
   */
  public EpochLogs last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch has ended yet");
    }
    return epochs.get(epochs.size() - 1);
  }

  /**
   * {@return the epoch with the smallest validation loss, the first of several; empty without
   * validation, or if every validation loss is NaN}
   */
  public Optional<EpochLogs> best() {
    OptionalInt best =
        EpochCharts.indexOfLeast(epochs.stream().mapToDouble(EpochLogs::valLoss).toArray());
    return best.isPresent() ? Optional.of(epochs.get(best.getAsInt())) : Optional.empty();
  }

  /**
   * {@return one metric over all epochs, like Keras's {@code history.history["loss"]}}
   *
   * @param name accuracy, loss, val_accuracy, val_loss, learning_rate or seconds
   * @throws IllegalArgumentException if no epoch has such a metric
   */
  public double[] get(String name) {
    List<Double> values = toMap().get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "history has %s, found \"%s\"".formatted(toMap().keySet(), name));
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * {@return Keras's layout: accuracy, loss, val_accuracy, val_loss, learning_rate and seconds to
   * one value per epoch; what does not exist is left out}
   */
  public Map<String, List<Double>> toMap() {
    Map<String, List<Double>> map = new LinkedHashMap<>();
    for (EpochLogs logs : epochs) {
      logs.byName().forEach((k, v) -> map.computeIfAbsent(k, x -> new ArrayList<>()).add(v));
      map.computeIfAbsent("seconds", x -> new ArrayList<>()).add(logs.seconds());
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof History history && epochs.equals(history.epochs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(epochs);
  }

  @Override
  public String toString() {
    return "History" + toMap();
  }
}
