package recipe4j.regression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import recipe4j.io.Count;
import recipe4j.train.history.MetricNames;

/**
 * The spread of the curves of one recipe over several seeds, for every metric and epoch. Immutable.
 *
 * <pre>{@code
 * LossCurveBand band = LossCurveBand.of(runs);
 * band.save(Path.of("band.json"));
 * Spread loss = band.at("loss", 3);
 * }</pre>
 */
public final class LossCurveBand {
  private final int firstEpoch;
  private final SortedMap<String, List<Spread>> spreads;

  LossCurveBand(int firstEpoch, SortedMap<String, List<Spread>> spreads) {
    this.firstEpoch = firstEpoch;
    this.spreads = new TreeMap<>();
    MetricNames.of(spreads.keySet())
        .forEach((name, known) -> this.spreads.put(known, List.copyOf(spreads.get(name))));
  }

  /**
   * {@return the band of several runs: mean, standard deviation and quantiles of every metric and
   * epoch}
   *
   * @param runs at least 2, with the same epochs and metrics and finite values
   * @throws IllegalArgumentException if there are fewer runs, they differ in epochs or metrics, or
   *     a value is not finite
   */
  public static LossCurveBand of(List<LossCurve> runs) {
    if (runs.size() < 2) {
      throw new IllegalArgumentException("a band needs at least 2 runs, found " + runs.size());
    }
    LossCurve.checkAlike(runs);
    LossCurve first = runs.get(0);
    SortedMap<String, List<Spread>> spreads = new TreeMap<>();
    for (String metric : first.metrics()) {
      List<double[]> values = runs.stream().map(run -> run.values(metric)).toList();
      List<Spread> list = new ArrayList<>();
      for (int e = 0; e < first.epochs(); e++) {
        int epoch = e;
        list.add(Spread.of(values.stream().mapToDouble(run -> run[epoch]).toArray()));
      }
      spreads.put(metric, list);
    }
    return new LossCurveBand(first.firstEpoch(), spreads);
  }

  /**
   * Reads a band back.
   *
   * @param file that {@link #save} wrote
   * @return the band
   * @throws IOException if it can't be read or holds no band
   */
  public static LossCurveBand load(Path file) throws IOException {
    return LossCurveBandFile.load(file);
  }

  /**
   * Writes the band as JSON, whole or not at all.
   *
   * @param file the target
   * @throws IOException if it can't be written
   */
  public void save(Path file) throws IOException {
    LossCurveBandFile.save(file, this);
  }

  /**
   * {@return the beginning of this band, for runs that are meant to be shorter}
   *
   * @param count how many epochs, at least 1
   * @throws IllegalArgumentException if this one has fewer
   */
  public LossCurveBand first(int count) {
    if (count < 1 || count > epochs()) {
      throw new IllegalArgumentException(
          "the band has %s, found %s asked for".formatted(this, Count.of(count, "epoch")));
    }
    SortedMap<String, List<Spread>> parts = new TreeMap<>();
    spreads.forEach((metric, list) -> parts.put(metric, list.subList(0, count)));
    return new LossCurveBand(firstEpoch, parts);
  }

  /** {@return whether {@link #at} knows a metric} */
  public boolean has(String metric) {
    return spreads.containsKey(metric) || spreads.containsKey(MetricNames.of(metric));
  }

  /** {@return the metrics of the band: sorted names, at least one} */
  public Set<String> metrics() {
    return Collections.unmodifiableSet(spreads.keySet());
  }

  /**
   * {@return how the runs vary in one metric at one epoch}
   *
   * @param metric such as loss; acc finds accuracy
   * @param epoch 0-based
   * @throws IllegalArgumentException if the band has no such metric or epoch
   */
  public Spread at(String metric, int epoch) {
    List<Spread> list = spreads.getOrDefault(metric, spreads.get(MetricNames.of(metric)));
    if (list == null || epoch < firstEpoch || epoch >= firstEpoch + epochs()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the band has %s, found no %s of epoch %d", this, metric, epoch));
    }
    return list.get(epoch - firstEpoch);
  }

  /** {@return number of the first epoch, 0-based} */
  public int firstEpoch() {
    return firstEpoch;
  }

  /** {@return how many epochs the band has, at least 1} */
  public int epochs() {
    return spreads.values().iterator().next().size();
  }

  /** {@return how many runs the band comes from, at least 2} */
  public int runs() {
    return spreads.values().iterator().next().get(0).runs();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossCurveBand band
        && firstEpoch == band.firstEpoch
        && spreads.equals(band.spreads);
  }

  @Override
  public int hashCode() {
    return 31 * firstEpoch + spreads.hashCode();
  }

  @Override
  public String toString() {
    return "%s of %s".formatted(LossCurve.epochs(firstEpoch, epochs()), metrics());
  }
}
