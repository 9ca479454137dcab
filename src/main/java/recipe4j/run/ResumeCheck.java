package recipe4j.run;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import recipe4j.data.ImageDataset;
import recipe4j.engine.Engines;

/**
 * Compares a training that is to be resumed with the run's backup: a difference could change the
 * result.
 */
final class ResumeCheck {
  /** The section of a backup with {@link #facts}. */
  private static final String RUN = "run";

  private static final String STARTED = "started";

  private final Map<String, String> options;
  private final Map<String, Object> facts;

  ResumeCheck(Backup backup) {
    options = texts(options(backup));
    facts = backup.section(RUN);
  }

  /** The options that a backup keeps. Earlier versions kept a schedule that a rate had replaced. */
  static Map<String, Object> options(Backup backup) {
    Map<String, Object> options = new LinkedHashMap<>(backup.section(Provenance.OPTIONS));
    if (options.containsKey(TrainOption.LEARNING_RATE.key())) {
      options.remove(TrainOption.SCHEDULE.key());
    }
    return options;
  }

  /** What a backup carries, so that the training can be resumed and compared with what it was. */
  static Map<String, Map<String, Object>> sections(
      MultiLayerNetwork net,
      ImageDataset dataset,
      Map<String, ?> options,
      int threads,
      Instant started) {
    Map<String, Object> settled = TrainOption.kept(options); // what the machine decided is fixed
    settled.put(TrainOption.THREADS.key(), threads);
    dataset
        .info()
        .origin()
        .ifPresent(
            origin -> {
              settled.put(TrainOption.DATASET.key(), Provenance.lowerCase(origin.choice()));
              origin
                  .preparation()
                  .ifPresent(
                      how -> settled.put(TrainOption.PREPARE.key(), Provenance.lowerCase(how)));
            });
    Map<String, Object> facts = facts(net, dataset);
    facts.put(STARTED, started.toString());
    Map<String, Map<String, Object>> sections = Provenance.of(dataset, settled).sections();
    sections.put(RUN, facts);
    return sections;
  }

  /** What must be the same at a resume for the same result, and is no option. */
  private static Map<String, Object> facts(MultiLayerNetwork net, ImageDataset dataset) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("recipe4j", Environment.recipe4jVersion());
    facts.put("deeplearning4j", Environment.deeplearning4jVersion());
    facts.put("engine", Engines.describe(net));
    facts.put("dataset", dataset.info().name());
    facts.put("training images", dataset.train().count());
    facts.put("validation images", dataset.validation().count());
    facts.put("checksums of the images", dataset.info().sha256().toString());
    return facts;
  }

  /** When the training first began; empty if the backup does not tell. */
  Optional<Instant> started() {
    try {
      return Optional.of(Instant.parse(String.valueOf(facts.get(STARTED))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether an option has another value than in the run. */
  boolean changes(TrainOption option, Map<String, ?> given) {
    return changes(option.key(), texts(given));
  }

  private boolean changes(String key, Map<String, String> given) {
    return !set(options.get(key)).equals(set(given.get(key)));
  }

  /** A switch that is off is one that is not given: earlier versions did not know all of them. */
  private static String set(@Nullable String value) {
    return "false".equals(value) ? text(null) : text(value);
  }

  /** The options that differ and may change the result, for people. */
  List<String> differences(Map<String, ?> given) {
    Map<String, String> now = texts(given);
    return new TreeSet<>(now.keySet())
        .stream()
            .filter(TrainOption::isOfResult)
            .filter(key -> changes(key, now))
            .map(
                key ->
                    "--%s is %s in the run, found %s"
                        .formatted(key, text(options.get(key)), now.get(key)))
            .toList();
  }

  /** What differs and is no option: versions, engine, images; for people. */
  List<String> differences(MultiLayerNetwork net, ImageDataset dataset) {
    List<String> differences = new ArrayList<>();
    facts(net, dataset)
        .forEach(
            (name, value) -> {
              String before = text(facts.get(name));
              if (!before.equals(text(value))) {
                differences.add("%s: %s in the run, found %s".formatted(name, before, value));
              }
            });
    return differences;
  }

  private static Map<String, String> texts(Map<String, ?> values) {
    return values.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "none");
  }
}
