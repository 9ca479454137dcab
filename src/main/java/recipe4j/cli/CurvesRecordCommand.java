package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.regression.LossCurve;
import recipe4j.regression.LossCurveBand;

/** {@code recipe4j curves record}: a band from the curves of several seeds. */
@Command(name = "record", description = "Records the band in which several runs lie.")
final class CurvesRecordCommand extends ConsoleCommand {
  @Parameters(index = "0", paramLabel = "OUT", description = "The band, a .json file.")
  private Path out;

  @Option(
      names = "--runs",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "At least two runs: history.csv, or a Keras history as .json.")
  private List<Path> runs;

  CurvesRecordCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    List<LossCurve> curves = new ArrayList<>();
    for (Path run : runs) {
      curves.add(LossCurve.read(run));
    }
    LossCurveBand band = LossCurveBand.of(curves);
    band.save(out);
    console.out().printf("Saved %s: %d runs, %s.%n", out, band.runs(), band);
    return 0;
  }
}
