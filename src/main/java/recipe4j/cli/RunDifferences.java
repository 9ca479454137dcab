package recipe4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import recipe4j.cli.options.ParsedOptions;
import recipe4j.cli.terminal.Console;
import recipe4j.data.ImageDataset;
import recipe4j.engine.Engines;
import recipe4j.run.Backup;

/** What is not as it was when a backup was written, so that the result could be another. */
final class RunDifferences {
  /** Where things lie and what is printed may change. */
  private static final Set<String> FREE =
      Set.of(
          "resume",
          "force",
          "overwrite",
          "run",
          "config",
          "backup-every",
          "no-backup",
          "checkpoint",
          "tensorboard",
          "data",
          "offline",
          "cache",
          "mirror",
          "verbose",
          "loss-every",
          "loss-every-iterations",
          "log-every-rate");

  private static final String OPTIONS = "options";

  /** The section of a backup with {@link #facts}. */
  static final String RUN = "run";

  private final Console console;
  private final CommandSpec command;
  private final Backup backup;
  private final boolean force;

  RunDifferences(Console console, CommandSpec command, Backup backup, boolean force) {
    this.console = console;
    this.command = command;
    this.backup = backup;
    this.force = force;
  }

  /** What stands for one command alone; a backup that has it is a stranger's. */
  private static final Set<String> NEVER_KEPT = Set.of("resume", "force", RUN, "config");

  /** Earlier versions let a constant rate go before a schedule, and kept both. */
  static Map<String, Object> section(Backup backup) {
    Map<String, Object> options = new LinkedHashMap<>(backup.section(OPTIONS));
    if (options.containsKey("learning-rate")) {
      options.remove("schedule");
    }
    return options;
  }

  /** The run's own options, as the command line takes them. */
  static Map<String, String> options(Backup backup) {
    Map<String, String> options = new LinkedHashMap<>();
    section(backup)
        .forEach(
            (name, value) -> {
              boolean single =
                  value instanceof String || value instanceof Number || value instanceof Boolean;
              if (single && !NEVER_KEPT.contains(name)) {
                options.put(name, value.toString());
              }
            });
    return options;
  }

  /** What a backup keeps of how a training was set up, so that it can be compared. */
  static Map<String, Object> facts(MultiLayerNetwork net, ImageDataset dataset) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("recipe4j", Version.recipe4j());
    facts.put("deeplearning4j", Version.deeplearning4j());
    facts.put("engine", Engines.describe(net));
    facts.put("dataset", dataset.info().name());
    facts.put("training images", dataset.train().count());
    facts.put("validation images", dataset.validation().count());
    facts.put("checksums of the images", dataset.info().sha256().toString());
    return facts;
  }

  /** The options as a resumed training needs them: what depends on the machine is settled. */
  static Map<String, Object> settled(CommandSpec command, ImageDataset dataset, int threads) {
    Map<String, Object> options = ParsedOptions.of(command);
    options.values().removeIf(Objects::isNull);
    options.keySet().removeAll(NEVER_KEPT);
    options.put("threads", threads);
    dataset
        .info()
        .origin()
        .ifPresent(
            origin -> {
              options.put("dataset", lowerCase(origin.choice()));
              origin.preparation().ifPresent(how -> options.put("prepare", lowerCase(how)));
            });
    return options;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Whether an option was given another value than the run's. */
  boolean changes(String option) {
    return !Objects.equals(text(section(backup).get(option)), given().get(option));
  }

  /**
   * Compares the options.
   *
   * @throws ParameterException if some differ, unless that is forced
   */
  void checkOptions() {
    List<String> differences = new ArrayList<>();
    Map<String, String> given = given();
    for (String name : new TreeSet<>(given.keySet())) {
      if (!FREE.contains(name) && changes(name)) {
        differences.add(
            "--%s is %s in the run, found %s"
                .formatted(name, text(section(backup).get(name)), text(given.get(name))));
      }
    }
    refuse(differences);
  }

  /**
   * Compares what the options don't tell.
   *
   * @throws ParameterException if something differs, unless that is forced
   */
  void checkFacts(MultiLayerNetwork net, ImageDataset dataset) {
    List<String> differences = new ArrayList<>();
    Map<String, Object> before = backup.section(RUN);
    facts(net, dataset)
        .forEach(
            (name, value) -> {
              if (!Objects.equals(text(before.get(name)), text(value))) {
                differences.add(
                    "%s: %s in the run, found %s".formatted(name, text(before.get(name)), value));
              }
            });
    refuse(differences);
  }

  private void refuse(List<String> differences) {
    if (differences.isEmpty()) {
      return;
    }
    String all = String.join("; ", differences);
    if (!force) {
      throw new ParameterException(
          command.commandLine(),
          "the training can't go on as it was: %s; leave that out, or go on with --force"
              .formatted(all));
    }
    console.err().printf("warning: going on with another setup than the run's: %s%n", all);
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    ParsedOptions.of(command).forEach((name, value) -> given.put(name, text(value)));
    return given;
  }

  private static String text(Object value) {
    return value == null ? "none" : value.toString();
  }
}
