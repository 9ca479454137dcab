package recipe4j.cli.options;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import recipe4j.io.UntrustedText;

/**
 * Default values of options: from the configuration file, else the preset, else the run that is
 * resumed, else the option's own.
 */
public final class DefaultValues implements IDefaultValueProvider {
  private static final Map<String, Map<String, String>> PRESETS =
      Map.of(
          "fit", Map.of("epochs", "10"),
          "callback", Map.of("epochs", "30"),
          "schedule", Map.of("epochs", "30", "schedule", "recipe"));

  private final @Nullable String file;
  private final Map<String, String> config;
  private final Map<String, String> now;
  private final Map<String, String> run;
  private final boolean shown;

  /** {@code shown} is for a help text, in which control characters are replaced. */
  public DefaultValues(
      @Nullable String file,
      Map<String, String> config,
      Map<String, String> now,
      Map<String, String> run,
      boolean shown) {
    this.file = file;
    this.config = config;
    this.now = now;
    this.run = run;
    this.shown = shown;
  }

  /** Values of the configuration file, else of the preset, which may be null. */
  public static Map<String, String> of(Map<String, String> config, @Nullable String preset) {
    Map<String, String> values =
        new HashMap<>(
            preset == null
                ? Map.of()
                : PRESETS.getOrDefault(preset.toLowerCase(Locale.ROOT), Map.of()));
    values.putAll(config);
    return values;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !option.longestName().startsWith("--")) {
      return null;
    }
    String name = option.longestName().substring(2);
    String value = now.getOrDefault(name, run.get(name));
    return shown && value != null ? UntrustedText.printable(value) : value;
  }

  /** Whether a configuration file or a preset gives an option, by its name without dashes. */
  public boolean isGivenNow(String name) {
    return now.containsKey(name);
  }

  /** The configuration file, if it gives this value of the option. */
  Optional<String> file(OptionSpec option, String value) {
    String found = config.get(option.longestName().replaceFirst("^--", ""));
    return Optional.ofNullable(found != null && found.equals(value) ? file : null);
  }
}
