package recipe4j.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import recipe4j.io.UntrustedText;

/**
 * Defaults from the configuration file, then from the preset, then from the run that goes on, then
 * from the option itself.
 */
final class DefaultValues implements IDefaultValueProvider {
  private static final Map<String, Map<String, String>> PRESETS =
      Map.of(
          "fit", Map.of("epochs", "10"),
          "callback", Map.of("epochs", "30"),
          "schedule", Map.of("epochs", "30", "schedule", "recipe"));

  private final Map<String, String> now;
  private final Map<String, String> run;
  private final boolean shown;

  /** For a help text, which goes to the terminal as it is, or for a command. */
  DefaultValues(Map<String, String> now, Map<String, String> run, boolean shown) {
    this.now = now;
    this.run = run;
    this.shown = shown;
  }

  /** Those of the configuration file, and behind them those of the preset; null for none. */
  static Map<String, String> of(Map<String, String> config, String preset) {
    Map<String, String> values =
        new HashMap<>(
            preset == null
                ? Map.of()
                : PRESETS.getOrDefault(preset.toLowerCase(Locale.ROOT), Map.of()));
    values.putAll(config);
    return values;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !option.longestName().startsWith("--")) {
      return null;
    }
    String name = option.longestName().substring(2);
    String value = now.getOrDefault(name, run.get(name));
    return shown && value != null ? UntrustedText.printable(value) : value;
  }
}
