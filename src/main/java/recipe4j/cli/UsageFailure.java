package recipe4j.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import recipe4j.io.UntrustedText;

/** What was wrong with a command's options, in one line. */
final class UsageFailure {
  private UsageFailure() {}

  static String line(ParameterException e) {
    // picocli hands on what a converter of Java's throws, by the name of its class
    String line = words(e).replaceAll("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*Exception: ", "");
    return origin(e) + line + (e instanceof UnmatchedArgumentException u ? guess(u) : "");
  }

  private static String words(ParameterException e) {
    return e instanceof UnmatchedArgumentException u
            && !u.getUnmatched().isEmpty()
            && !u.getUnmatched().get(0).startsWith("-")
            && !e.getCommandLine().getSubcommands().isEmpty()
        ? "unknown command '%s'".formatted(UntrustedText.brief(u.getUnmatched().get(0)))
        : Failure.oneLine(e);
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

  /** The configuration file, where the value is from there. */
  private static String origin(ParameterException e) {
    IDefaultValueProvider defaults = e.getCommandLine().getDefaultValueProvider();
    return e.getArgSpec() instanceof OptionSpec option && defaults instanceof DefaultValues values
        ? values.file(option, e.getValue()).map(file -> file + ": ").orElse("")
        : "";
  }
}
