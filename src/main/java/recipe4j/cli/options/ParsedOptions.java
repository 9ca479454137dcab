package recipe4j.cli.options;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The values of all options of a command after parsing, as plain values. */
public final class ParsedOptions {
  private ParsedOptions() {}

  /**
   * {@return the options after parsing: long name without dashes to a plain value, null where there
   * is none}
   */
  public static Map<String, Object> of(CommandSpec command) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        values.put(option.longestName().replaceFirst("^-+", ""), plain(option.getValue()));
      }
    }
    return values;
  }

  /** Whether the user has given an option now, by its long name without dashes. */
  public static Predicate<String> given(CommandSpec command) {
    return name ->
        command.commandLine().getParseResult().hasMatchedOption("--" + name)
            || (command.defaultValueProvider() instanceof DefaultValues defaults
                && defaults.isGivenNow(name));
  }

  private static Object plain(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof URI address && address.getRawUserInfo() != null) {
      return address.toString().replace(address.getRawUserInfo() + "@", ""); // may be a password
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(ParsedOptions::plain).toList();
    }
    return value.toString();
  }
}
