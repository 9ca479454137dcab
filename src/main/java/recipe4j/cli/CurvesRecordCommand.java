package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.cli.options.Overwrite;
import recipe4j.cli.terminal.Console;
import recipe4j.io.Count;
import recipe4j.regression.BandLimits;
import recipe4j.regression.CommonCurves;
import recipe4j.regression.LossCurve;
import recipe4j.regression.LossCurveBand;

/** {@code recipe4j curves record}: a band from the curves of several seeds. */
@Command(
    name = "record",
    description = "Records the band in which several runs lie, in the epochs and metrics of all.")
final class CurvesRecordCommand extends ConsoleCommand {
  @Parameters(index = "0", paramLabel = "OUT", description = "The band, a .json file.")
  private Path out;

  @Option(
      names = "--runs",
      required = true,
      arity = "1..*",
      paramLabel = "RUN",
      description = "At least two runs: folders, history.csv, or histories as .json.")
  private List<Path> runs;

  @Mixin private Overwrite overwrite;

  CurvesRecordCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    if (runs.size() < 2) {
      throw wrongUsage("a band needs at least 2 runs, found " + runs.size());
    }
    checkTarget();
    Map<String, LossCurve> curves = new LinkedHashMap<>();
    for (Path run : runs) {
      LossCurve curve = LossCurve.read(run);
      if (curves.put(run.toString(), curve) != null) {
        throw wrongUsage("a band needs every run once, found %s twice".formatted(run));
      }
    }
    CommonCurves common = CommonCurves.of(curves);
    int i = 0;
    for (Map.Entry<String, LossCurve> run : curves.entrySet()) {
      for (String gap : common.curves().get(i++).notFinite()) {
        throw new IOException(
            "%s: a band needs finite values, found that %s; leave the run out"
                .formatted(run.getKey(), gap));
      }
    }
    LossCurveBand band = LossCurveBand.of(common.curves());
    band.save(out);
    curves.forEach(
        (name, run) -> run.notes().forEach(note -> console.result("%s: %s.", name, note)));
    common.leftOut().forEach(what -> console.result("Left out: %s.", what));
    console.result("Saved %s: %s, %s.", out, Count.of(band.runs(), "run"), band);
    identical(curves).forEach(what -> console.result("%s", what));
    console.result("%s", BandLimits.ofRate(band, BandLimits.DEFAULT_RATE).strength());
    return 0;
  }

  /** Runs with the same figures: one of them tells nothing of how seeds differ. */
  private static List<String> identical(Map<String, LossCurve> curves) {
    Map<LossCurve, String> seen = new HashMap<>();
    List<String> found = new ArrayList<>();
    curves.forEach(
        (name, curve) -> {
          String other = seen.putIfAbsent(curve, name);
          if (other != null) {
            found.add(
                "%s and %s are identical: a band needs runs of different seeds."
                    .formatted(other, name));
          }
        });
    return found;
  }

  private void checkTarget() throws IOException {
    if (!out.toString().endsWith(".json")) {
      throw wrongUsage("OUT must be a .json file, found " + out);
    }
    if (Files.isDirectory(out)) {
      throw new IOException(out + ": a band must be a file, found a folder; give another name");
    }
    overwrite.check(out);
  }
}
