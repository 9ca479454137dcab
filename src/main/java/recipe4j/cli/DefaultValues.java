package recipe4j.cli;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

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

  private final Map<String, String> config;
  private final Map<String, String> preset;
  private final Map<String, String> run;

  DefaultValues(Map<String, String> config, String preset, Map<String, String> run) {
    this.config = config;
    this.preset = preset == null ? Map.of() : PRESETS.getOrDefault(preset, Map.of());
    this.run = run;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !option.longestName().startsWith("--")) {
      return null;
    }
    String name = option.longestName().substring(2);
    return config.getOrDefault(name, preset.getOrDefault(name, run.get(name)));
  }
}
