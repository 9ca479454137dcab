package recipe4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code recipe4j curves}: loss curves as a test. */
@Command(
    name = "curves",
    description = "Records a band of loss curves, or compares two runs.",
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:success", "1:failure, or a run outside the band", "2:wrong usage"},
    subcommands = {CurvesRecordCommand.class, CurvesCompareCommand.class})
final class CurvesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command record or compare");
  }
}
