package recipe4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import recipe4j.cli.terminal.Console;

/** A command that prints; {@link ConsoleFactory} makes it. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    showDefaultValues = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:success", "1:failure", "2:wrong usage"})
abstract class ConsoleCommand implements Callable<Integer> {
  final Console console;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Options from a .json, .yaml or .yml file, under the same names.")
  @SuppressWarnings("unused") // Commands.setDefaults reads it, before the options are parsed
  private Path config;

  ConsoleCommand(Console console) {
    this.console = console;
  }
}
