package recipe4j.cli.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model a command reads: an option or an argument; by default that of the latest run. */
public class ModelOption {
  /** What {@code train} writes by default. */
  public static final String LATEST = "runs/latest";

  /** Help text of an argument in place of {@code --model}. */
  public static final String ARGUMENT = "The same as --model.";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "A run folder, a model.zip, or a .keras or .h5 file; by default the latest run, runs/latest.")
  private @Nullable Path named;

  /**
   * As the user gave it.
   *
   * @param argument the same without the option's name, or null
   * @throws ParameterException if both are given
   */
  public Path given(@Nullable Path argument) {
    if (argument == null) {
      return named != null ? named : Path.of(LATEST);
    }
    if (command.commandLine().getParseResult().hasMatchedOption("--model")) {
      throw new ParameterException(
          command.commandLine(),
          "one model is needed, found %s and --model %s; leave one out".formatted(argument, named));
    }
    return argument;
  }

  /** Whether {@code --model} is given. */
  public boolean isNamed() {
    return named != null;
  }
}
