package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import recipe4j.cli.terminal.Console;
import recipe4j.run.RunLock;

/**
 * What all commands have: the console, {@code --help} and {@code --config}. {@link Commands} makes
 * them.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    showDefaultValues = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:success", "1:failure", "2:wrong usage"})
abstract class ConsoleCommand implements Callable<Integer> {
  final Console console;

  /** The command as picocli knows it, with what the user has given. */
  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Options from a .json, .yaml or .yml file, under the same names.")
  @SuppressWarnings("unused") // Commands.setDefaults reads it, before the options are parsed
  private @Nullable Path config;

  ConsoleCommand(Console console) {
    this.console = console;
  }

  /**
   * How to resume the work after a failure, added to the error message; empty if there is no
   * backup.
   */
  Optional<String> resumeHint() {
    return Optional.empty();
  }

  /** {@return an error of usage, which names the options that don't go together} */
  ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Locks a run folder for this command. */
  RunLock lock(Path folder) throws IOException {
    String wait = "wait for its end";
    return RunLock.take(
        folder,
        spec.qualifiedName(),
        spec.findOption("--run") == null
            ? wait
            : wait + ", or give this one another folder with --run DIR",
        console::warn);
  }
}
