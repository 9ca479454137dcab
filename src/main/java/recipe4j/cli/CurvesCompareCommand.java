package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.regression.BandCheck;
import recipe4j.regression.CurvePlot;
import recipe4j.regression.LossCurve;
import recipe4j.regression.LossCurveBand;

/** {@code recipe4j curves compare}: two runs side by side, and against a band. */
@Command(
    name = "compare",
    description = "Compares two runs, epoch by epoch; with a band, says where they leave it.",
    exitCodeList = {"0:success", "1:failure, or a run outside the band", "2:wrong usage"})
final class CurvesCompareCommand extends ConsoleCommand {
  @Parameters(index = "0", paramLabel = "A", description = "A run: history.csv, or .json.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another run of the same epochs.")
  private Path second;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      split = ",",
      description = "Metrics to compare; by default all that both runs have.")
  private List<String> metrics = List.of();

  @Option(
      names = "--band",
      paramLabel = "FILE",
      description = "A band of `curves record`; both runs must stay in it.")
  private Path bandFile;

  @Option(
      names = "--width",
      defaultValue = "4",
      paramLabel = "K",
      description = "Half the width of the band, in standard deviations.")
  private double width;

  CurvesCompareCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    Map<Path, LossCurve> runs = new LinkedHashMap<>();
    LossCurve a = LossCurve.read(first);
    LossCurve b = LossCurve.read(second);
    runs.put(first, a);
    runs.put(second, b);
    LossCurveBand band = bandFile == null ? null : LossCurveBand.load(bandFile);
    List<String> compared = metrics.isEmpty() ? shared(a, b) : metrics;
    List<String> outside = new ArrayList<>();
    for (String metric : compared) {
      console.out().print(CurveTable.of(a, b, metric));
      console.out().println(CurvePlot.of(a, b, metric));
      console.out().println();
      if (band != null) {
        runs.forEach((file, curve) -> outside.addAll(leaves(band, file, curve, metric)));
      }
    }
    outside.forEach(console.out()::println);
    if (band != null && outside.isEmpty()) {
      console.out().println("Both runs stay in the band.");
    }
    return outside.isEmpty() ? 0 : 1;
  }

  private List<String> leaves(LossCurveBand band, Path file, LossCurve curve, String metric) {
    BandCheck check = new BandCheck(band, width, curve, metric);
    double[] values = curve.values(metric);
    return check.outside().stream()
        .map(
            place ->
                String.format(
                    Locale.ROOT,
                    "%s: %s of epoch %d: expected %s, found %.5g",
                    file,
                    metric,
                    curve.firstEpoch() + place,
                    check.expected(place),
                    values[place]))
        .toList();
  }

  private static List<String> shared(LossCurve a, LossCurve b) {
    List<String> shared = a.metrics().stream().filter(b.metrics()::contains).toList();
    if (shared.isEmpty()) {
      throw new IllegalArgumentException(
          "two runs need a metric in common, found %s and %s".formatted(a.metrics(), b.metrics()));
    }
    return shared;
  }
}
