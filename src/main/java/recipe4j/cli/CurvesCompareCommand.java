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
import recipe4j.diagnosis.Diagnosis;
import recipe4j.io.Count;
import recipe4j.regression.BandCheck;
import recipe4j.regression.BandLimits;
import recipe4j.regression.CommonCurves;
import recipe4j.regression.CurvePlot;
import recipe4j.regression.LossCurve;
import recipe4j.regression.LossCurveBand;

/** {@code recipe4j curves compare}: two runs side by side, and against a band. */
@Command(
    name = "compare",
    description =
        "Compares two runs, epoch by epoch, in what both have, or judges one; with a band, says where they leave it.",
    exitCodeList = {"0:success", "1:failure, or a run outside the band", "2:wrong usage"})
final class CurvesCompareCommand extends ConsoleCommand {
  /** Epochs outside the band that are printed one by one. */
  private static final int MAX_OUTSIDE = 100;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A run: its folder, its history.csv, or a history as .json.")
  private Path first;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      description = "Another run; without it A alone is judged, and compared with the band.")
  private @Nullable Path second;

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
          "A band of `curves record`; the runs must stay in it, to its last epoch and in all its metrics.")
  private @Nullable Path bandFile;

  @Option(
      names = "--false-alarms",
      defaultValue = "0.01",
      paramLabel = "P",
      converter = Converters.Share.class,
      description =
          "How often a run that differs by its seed alone may leave the band, in any epoch or metric.")
  private double rate;

  @Option(
      names = "--width",
      paramLabel = "K",
      converter = Converters.Rate.class,
      description = "Half the width of the band instead, in standard deviations of each epoch.")
  private @Nullable Double width;

  CurvesCompareCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    Map<Path, LossCurve> runs = new LinkedHashMap<>();
    LossCurve a = read(first);
    runs.put(first, a);
    if (second != null) {
      LossCurve b = read(second);
      runs.put(second, b);
      pair(first, a, second, b);
    } else {
      a.notes().forEach(note -> console.result("%s.", note));
      judge("", a);
    }
    LossCurveBand band = bandFile == null ? null : cut(LossCurveBand.load(bandFile));
    for (Map.Entry<Path, LossCurve> run : runs.entrySet()) {
      metrics.forEach(metric -> checkHas(run.getKey(), run.getValue(), metric));
    }
    return band == null || stay(limits(band), runs) ? 0 : 1;
  }

  private BandLimits limits(LossCurveBand band) {
    return width == null ? BandLimits.ofRate(band, rate) : BandLimits.ofWidth(band, width);
  }

  private void judge(String name, LossCurve run) {
    if (run.has("loss")) {
      console.result("%s%s", name, Diagnosis.of(run.table()));
    }
  }

  /** Prints both side by side, in what both have. */
  private void pair(Path first, LossCurve a, Path second, LossCurve b) {
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
    runs.forEach((name, run) -> judge(name + ": ", run));
    runs.forEach(
        (name, run) -> CurveNotes.of(name, run).forEach(line -> console.result("%s", line)));
    CurveNotes.rates(pair.get(0), pair.get(1)).ifPresent(console.out()::println);
    common.leftOut().stream()
        .filter(what -> metrics.isEmpty() || what.startsWith("the epochs"))
        .forEach(what -> console.result("Left out: %s.", what));
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
  private boolean stay(BandLimits limits, Map<Path, LossCurve> runs) {
    LossCurveBand band = limits.band();
    List<String> faults = new ArrayList<>();
    TreeSet<String> unknown = new TreeSet<>(metrics);
    if (metrics.isEmpty()) {
      runs.values().forEach(run -> unknown.addAll(run.metrics()));
    }
    unknown.removeIf(band::has);
    for (String metric : metrics.isEmpty() ? band.metrics() : metrics) {
      if (band.has(metric)) {
        runs.forEach((file, run) -> faults.addAll(leaves(limits, file, run, metric)));
      } else if (!metrics.isEmpty()) {
        faults.add("%s: the band has %s, found no %s".formatted(bandFile, band.metrics(), metric));
      }
    }
    if (metrics.isEmpty() && !unknown.isEmpty()) {
      console.result("Not judged, as the band has none: %s.", String.join(", ", unknown));
    }
    if (width == null) {
      console.result("%s", limits.strength());
    }
    faults.forEach(line -> console.result("%s", line));
    if (faults.isEmpty()) {
      console.result(
          "%s", second == null ? "The run stays in the band." : "Both runs stay in the band.");
    }
    return faults.isEmpty();
  }

  private List<String> leaves(BandLimits limits, Path file, LossCurve curve, String metric) {
    if (!curve.has(metric)) {
      return List.of(
          "%s: %s is missing, which the band has; choose others by --metric"
              .formatted(file, metric));
    }
    BandCheck check = new BandCheck(limits, curve, metric);
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
    if (!outside.isEmpty() && second == null) {
      check.plot().lines().forEach(lines::add);
    }
    check
        .otherEpochs()
        .ifPresent(
            what -> lines.add("%s: %s; for a part of them give --epochs".formatted(file, what)));
    return lines;
  }
}
