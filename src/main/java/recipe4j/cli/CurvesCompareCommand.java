package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.cli.options.Converters;
import recipe4j.cli.options.DidYouMean;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.CurveNotes;
import recipe4j.cli.terminal.CurveTable;
import recipe4j.io.Count;
import recipe4j.regression.BandCheck;
import recipe4j.regression.CommonCurves;
import recipe4j.regression.CurvePlot;
import recipe4j.regression.LossCurve;
import recipe4j.regression.LossCurveBand;

/** {@code recipe4j curves compare}: two runs side by side, and against a band. */
@Command(
    name = "compare",
    description =
        "Compares two runs, epoch by epoch, in what both have; with a band, says where they leave it.",
    exitCodeList = {"0:success", "1:failure, or a run outside the band", "2:wrong usage"})
final class CurvesCompareCommand extends ConsoleCommand {
  /** Epochs outside the band that are printed one by one. */
  private static final int MAX_OUTSIDE = 100;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A run: its folder, its history.csv, or a history as .json.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another run.")
  private Path second;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      split = ",",
      description = "Metrics to compare; by default all that both runs have.")
  private List<String> metrics = List.of();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Only the first N epochs of the runs, and of the band.")
  private @Nullable Integer epochs;

  @Option(
      names = "--band",
      paramLabel = "FILE",
      description =
          "A band of `curves record`; both runs must stay in it, to its last epoch and in all its metrics.")
  private @Nullable Path bandFile;

  @Option(
      names = "--width",
      defaultValue = "4",
      paramLabel = "K",
      converter = Converters.Rate.class,
      description = "Half the width of the band, in standard deviations.")
  private double width;

  CurvesCompareCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    LossCurve a = read(first);
    LossCurve b = read(second);
    LossCurveBand band = bandFile == null ? null : cut(LossCurveBand.load(bandFile));
    for (String metric : metrics) {
      checkHas(first, a, metric);
      checkHas(second, b, metric);
    }
    Map<String, LossCurve> runs = new LinkedHashMap<>();
    runs.put("A", a);
    runs.put("B", b);
    CommonCurves common = CommonCurves.of(runs);
    List<LossCurve> pair = common.curves();
    for (String metric : metrics.isEmpty() ? pair.get(0).metrics() : metrics) {
      console.out().print(CurveTable.of(pair.get(0), pair.get(1), metric));
      console.out().println(CurvePlot.of(pair.get(0), pair.get(1), metric));
      console.out().println();
    }
    runs.forEach(
        (name, run) -> CurveNotes.of(name, run).forEach(line -> console.result("%s", line)));
    CurveNotes.rates(pair.get(0), pair.get(1)).ifPresent(console.out()::println);
    if (metrics.isEmpty()) {
      common.leftOut().forEach(what -> console.result("Left out: %s.", what));
    } else {
      common.leftOut().stream()
          .filter(what -> what.startsWith("the epochs"))
          .forEach(what -> console.result("Left out: %s.", what));
    }
    return band == null || stay(band, a, b) ? 0 : 1;
  }

  private LossCurve read(Path file) throws IOException {
    LossCurve curve = LossCurve.read(file);
    try {
      return epochs == null ? curve : curve.first(epochs);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void checkHas(Path file, LossCurve curve, String metric) {
    if (!curve.has(metric)) {
      throw new IllegalArgumentException(
          "%s: the curve has %s, found %s%s"
              .formatted(file, curve.metrics(), metric, DidYouMean.of(metric, curve.metrics())));
    }
  }

  private LossCurveBand cut(LossCurveBand band) {
    return epochs == null ? band : band.first(epochs);
  }

  /** Prints where the runs leave the band, and metrics that the band lacks. */
  private boolean stay(LossCurveBand band, LossCurve a, LossCurve b) {
    List<String> faults = new ArrayList<>();
    TreeSet<String> unknown = new TreeSet<>(metrics);
    if (metrics.isEmpty()) {
      unknown.addAll(a.metrics());
      unknown.addAll(b.metrics());
    }
    unknown.removeIf(band::has);
    for (String metric : metrics.isEmpty() ? band.metrics() : metrics) {
      if (band.has(metric)) {
        faults.addAll(leaves(band, first, a, metric));
        faults.addAll(leaves(band, second, b, metric));
      } else if (!metrics.isEmpty()) {
        faults.add("%s: the band has %s, found no %s".formatted(bandFile, band.metrics(), metric));
      }
    }
    if (metrics.isEmpty() && !unknown.isEmpty()) {
      console.result("Not judged, as the band has none: %s.", String.join(", ", unknown));
    }
    faults.forEach(line -> console.result("%s", line));
    if (faults.isEmpty()) {
      console.result("Both runs stay in the band.");
    }
    return faults.isEmpty();
  }

  private List<String> leaves(LossCurveBand band, Path file, LossCurve curve, String metric) {
    if (!curve.has(metric)) {
      return List.of(
          "%s: %s is missing, which the band has; choose others by --metric"
              .formatted(file, metric));
    }
    BandCheck check = new BandCheck(band, width, curve, metric);
    double[] values = curve.values(metric);
    List<String> lines = new ArrayList<>();
    List<Integer> outside = check.outside();
    for (int place : outside.subList(0, Math.min(MAX_OUTSIDE, outside.size()))) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: %s of epoch %d: expected %s, found %.5g",
              file,
              metric,
              curve.firstEpoch() + place,
              check.expected(place),
              values[place]));
    }
    if (outside.size() > MAX_OUTSIDE) {
      lines.add(
          "%s: %s leaves the band in %s"
              .formatted(file, metric, Count.of(outside.size() - MAX_OUTSIDE, "further epoch")));
    }
    check
        .otherEpochs()
        .ifPresent(
            what -> lines.add("%s: %s; for a part of them give --epochs".formatted(file, what)));
    return lines;
  }
}
