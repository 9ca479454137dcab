package recipe4j.regression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import recipe4j.io.AtomicFile;
import recipe4j.io.UntrustedText;
import recipe4j.train.history.HistoryColumns;
import recipe4j.train.history.HistoryFile;
import recipe4j.train.history.HistoryTable;

/** A band as JSON: for each metric the arrays mean and std, and quantiles by level. */
final class LossCurveBandFile {
  private LossCurveBandFile() {}

  static void save(Path file, LossCurveBand band) throws IOException {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("runs", band.runs()).put("first_epoch", band.firstEpoch());
    ObjectNode metrics = root.putObject("metrics");
    for (String metric : band.metrics()) {
      ObjectNode node = metrics.putObject(metric);
      ArrayNode mean = node.putArray("mean");
      ArrayNode deviation = node.putArray("std");
      ObjectNode quantiles = node.putObject("quantiles");
      Spread.LEVELS.forEach(level -> quantiles.putArray(level.toString()));
      for (int e = 0; e < band.epochs(); e++) {
        Spread spread = band.at(metric, band.firstEpoch() + e);
        mean.add(spread.mean());
        deviation.add(spread.standardDeviation());
        for (int q = 0; q < Spread.LEVELS.size(); q++) {
          ArrayNode array = (ArrayNode) quantiles.get(Spread.LEVELS.get(q).toString());
          array.add(spread.quantiles().get(q));
        }
      }
    }
    AtomicFile.write(
        file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  static LossCurveBand load(Path file) throws IOException {
    JsonNode root = HistoryFile.readJson(file);
    JsonNode runs = root.path("runs");
    JsonNode first = root.path("first_epoch");
    boolean epoch =
        first.isInt() && first.intValue() >= 0 && first.intValue() <= HistoryTable.LAST_EPOCH;
    if (!runs.isInt() || !epoch || root.path("metrics").isEmpty()) {
      throw new IOException(
          file + ": a band needs runs, first_epoch and metrics; record it with `curves record`");
    }
    SortedMap<String, List<Spread>> spreads = new TreeMap<>();
    try {
      HistoryColumns.checkColumns("a band", "metrics", root.path("metrics").size());
      for (Map.Entry<String, JsonNode> entry : root.path("metrics").properties()) {
        HistoryColumns.checkName(entry.getKey());
        spreads.put(entry.getKey(), spreads(runs.intValue(), entry.getValue()));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(file, UntrustedText.sentence(e.getMessage())), e);
    }
    if (spreads.values().stream().mapToInt(List::size).distinct().count() != 1
        || spreads.values().iterator().next().isEmpty()) {
      throw new IOException(file + ": every metric of a band must have the same epochs");
    }
    return new LossCurveBand(first.intValue(), spreads);
  }

  private static List<Spread> spreads(int runs, JsonNode node) {
    double[] mean = HistoryFile.numbers("mean", node.path("mean"));
    double[] deviation = HistoryFile.numbers("std", node.path("std"));
    HistoryColumns.checkEpochs(mean.length);
    List<double[]> quantiles = new ArrayList<>();
    for (Double level : Spread.LEVELS) {
      JsonNode array = node.path("quantiles").path(level.toString());
      quantiles.add(HistoryFile.numbers("quantiles/" + level, array));
    }
    boolean alike =
        deviation.length == mean.length
            && quantiles.stream().allMatch(q -> q.length == mean.length);
    if (!alike) {
      throw new IllegalArgumentException(
          "mean, std and quantiles must have the same epochs, found %s means and %s deviations"
              .formatted(mean.length, deviation.length));
    }
    List<Spread> spreads = new ArrayList<>();
    for (int e = 0; e < mean.length; e++) {
      int epoch = e;
      List<Double> row =
          Arrays.asList(quantiles.stream().map(q -> q[epoch]).toArray(Double[]::new));
      spreads.add(new Spread(runs, mean[e], deviation[e], row));
    }
    return spreads;
  }
}
