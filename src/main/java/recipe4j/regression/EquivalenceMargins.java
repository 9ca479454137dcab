package recipe4j.regression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import recipe4j.io.AtomicFile;
import recipe4j.io.UntrustedText;
import recipe4j.train.history.HistoryFile;

/**
 * The largest difference of the means of two sides that counts as equivalent, per metric and epoch.
 *
 * <p>The rule: {@value #FACTOR} × the standard deviation of a single run of the reference. The
 * standard deviation of an epoch is the root mean square of those of the epoch before, the epoch
 * itself and the epoch after, as far as they have the same learning rate: from few runs the
 * estimate of one epoch alone is too uncertain. Only runs of the reference enter, so that a margin
 * can be fixed before the other side is looked at.
 */
public final class EquivalenceMargins {
  /** Margin in standard deviations of a single run. */
  public static final double FACTOR = 1.5;

  private final int runs;
  private final int firstEpoch;
  private final SortedMap<String, double[]> margins;

  private EquivalenceMargins(int runs, int firstEpoch, SortedMap<String, double[]> margins) {
    this.runs = runs;
    this.firstEpoch = firstEpoch;
    this.margins = margins;
  }

  /**
   * Margins by the rule.
   *
   * @param reference runs of the reference, at least 2, all of the same epochs and metrics
   * @return a margin for every metric and epoch
   * @throws IllegalArgumentException if the runs differ in epochs or metrics, are fewer than 2, or
   *     hold a value that is not finite
   */
  public static EquivalenceMargins of(List<LossCurve> reference) {
    LossCurveBand band = LossCurveBand.of(reference);
    LossCurve first = reference.get(0);
    SortedMap<String, double[]> margins = new TreeMap<>();
    for (String metric : band.metrics()) {
      double[] values = new double[band.epochs()];
      for (int e = 0; e < values.length; e++) {
        double squares = 0;
        int neighbours = 0;
        for (int n = Math.max(0, e - 1); n <= Math.min(values.length - 1, e + 1); n++) {
          if (first.sameRate(e, n)) {
            double deviation = band.at(metric, band.firstEpoch() + n).standardDeviation();
            squares += deviation * deviation;
            neighbours++;
          }
        }
        values[e] = FACTOR * Math.sqrt(squares / neighbours);
      }
      margins.put(metric, values);
    }
    return new EquivalenceMargins(reference.size(), band.firstEpoch(), margins);
  }

  /**
   * {@return how far the means may lie apart, in the metric's unit}
   *
   * @param metric such as loss
   * @param epoch 0-based
   * @throws IllegalArgumentException if there is none for this metric and epoch
   */
  public double margin(String metric, int epoch) {
    double[] values = margins.get(metric);
    if (values == null || epoch < firstEpoch || epoch >= firstEpoch + values.length) {
      throw new IllegalArgumentException(
          "there are margins for %s from epoch %s on, found no %s of epoch %s"
              .formatted(margins.keySet(), firstEpoch, metric, epoch));
    }
    return values[epoch - firstEpoch];
  }

  /** {@return the metrics that have margins, sorted} */
  public Set<String> metrics() {
    return Collections.unmodifiableSet(margins.keySet());
  }

  /** {@return how many runs of the reference the margins come from, at least 2} */
  public int runs() {
    return runs;
  }

  /**
   * Writes the margins as JSON, whole or not at all.
   *
   * @param file the target
   * @throws IOException if it can't be written
   */
  public void save(Path file) throws IOException {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put(
        "rule",
        FACTOR
            + " x standard deviation of a single run, root mean square over the epoch and its"
            + " neighbours of the same learning rate");
    root.put("runs", runs).put("first_epoch", firstEpoch);
    ObjectNode byMetric = root.putObject("margins");
    margins.forEach(
        (metric, values) -> {
          for (double value : values) {
            byMetric.withArray("/" + metric).add(value);
          }
        });
    AtomicFile.write(
        file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  /**
   * Reads margins back.
   *
   * @param file that {@link #save} wrote
   * @return the margins
   * @throws IOException if it can't be read or holds no margins
   */
  public static EquivalenceMargins load(Path file) throws IOException {
    JsonNode root = HistoryFile.readJson(file);
    SortedMap<String, double[]> margins = new TreeMap<>();
    try {
      root.path("margins")
          .properties()
          .forEach(e -> margins.put(e.getKey(), HistoryFile.numbers(e.getKey(), e.getValue())));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(file, UntrustedText.sentence(e.getMessage())), e);
    }
    if (margins.isEmpty() || !root.path("runs").isInt() || !root.path("first_epoch").isInt()) {
      throw new IOException(
          file + ": margins need runs, first_epoch and margins by metric; save them anew");
    }
    return new EquivalenceMargins(
        root.path("runs").intValue(), root.path("first_epoch").intValue(), margins);
  }
}
