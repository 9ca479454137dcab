package recipe4j.cli;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Defaults from the configuration file, then from the preset, then from the option itself. */
final class DefaultValues implements IDefaultValueProvider {
  private static final Map<String, Map<String, String>> PRESETS =
      Map.of(
          "fit", Map.of("epochs", "10"),
          "callback", Map.of("epochs", "30"),
          "schedule", Map.of("epochs", "30", "schedule", "recipe"));

  private final Map<String, String> config;
  private final Map<String, String> preset;

  DefaultValues(Map<String, String> config, String preset) {
    this.config = config;
    this.preset = preset == null ? Map.of() : PRESETS.getOrDefault(preset, Map.of());
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !option.longestName().startsWith("--")) {
      return null;
    }
    String name = option.longestName().substring(2);
    return config.getOrDefault(name, preset.get(name));
  }
}
