package recipe4j.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import recipe4j.cli.terminal.ErrorMessages;
import recipe4j.io.UntrustedText;

/** One line for an error in a command's options. */
public final class UsageFailure {
  private UsageFailure() {}

  /** The line, without the name of the program. */
  public static String line(ParameterException e) {
    // picocli puts the class of a Java exception before its message
    String line = words(e).replaceAll("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*Exception: ", "");
    return origin(e) + line + (e instanceof UnmatchedArgumentException u ? guess(u) : "");
  }

  private static String words(ParameterException e) {
    if (e instanceof UnmatchedArgumentException u
        && !u.getUnmatched().isEmpty()
        && !u.getUnmatched().get(0).startsWith("-")) {
      return e.getCommandLine().getSubcommands().isEmpty()
          ? tooMany(u)
          : "unknown command '%s'".formatted(brief(u.getUnmatched().get(0)));
    }
    return ErrorMessages.oneLine(e)
        .replaceFirst("positional parameter at index \\S+ \\((\\w+)\\)", "$1");
  }

  /** The line for too many arguments, with what the command takes. */
  private static String tooMany(UnmatchedArgumentException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    List<PositionalParamSpec> parameters = command.positionalParameters();
    String found =
        e.getUnmatched().stream()
            .map(value -> "'%s'".formatted(brief(value)))
            .collect(Collectors.joining(", "));
    for (PositionalParamSpec parameter : parameters) {
      if (parameter.index().isUnspecified() || parameter.arity().isVariable()) {
        // of many values picocli skips those that can't be converted
        return "Invalid value for %s: %s"
            .formatted(
                parameter.paramLabel(), fault(e.getUnmatched().get(0)).orElse("found " + found));
      }
    }
    String taken =
        parameters.isEmpty()
            ? "options alone"
            : "only "
                + parameters.stream()
                    .map(PositionalParamSpec::paramLabel)
                    .collect(Collectors.joining(" and "));
    return "`%s` takes %s, found also %s; leave out what is too much, or put a name with blanks in quotes"
        .formatted(command.qualifiedName(), taken, found);
  }

  private static Optional<String> fault(String path) {
    try {
      new PathConverter().convert(path);
      return Optional.empty();
    } catch (TypeConversionException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static String brief(String value) {
    return value.isBlank() ? value : UntrustedText.brief(value);
  }

  private static String guess(UnmatchedArgumentException e) {
    if (e.getUnmatched().isEmpty()) {
      return "";
    }
    CommandLine command = e.getCommandLine();
    String found = e.getUnmatched().get(0).replaceFirst("=.*", "");
    List<String> known = new ArrayList<>();
    if (found.startsWith("-")) {
      command.getCommandSpec().options().forEach(option -> known.add(option.longestName()));
    } else {
      known.addAll(command.getSubcommands().keySet());
    }
    return DidYouMean.of(found, known);
  }

  /** The configuration file, if the value is from there. */
  private static String origin(ParameterException e) {
    IDefaultValueProvider defaults = e.getCommandLine().getDefaultValueProvider();
    return e.getArgSpec() instanceof OptionSpec option && defaults instanceof DefaultValues values
        ? values.file(option, e.getValue()).map(file -> file + ": ").orElse("")
        : "";
  }
}
