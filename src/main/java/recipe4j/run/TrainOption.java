package recipe4j.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The options of {@code recipe4j train}, and what each means for the files of a run and for
 * resuming it. {@code run.json} keeps all of them, a model those that have a value, and a backup
 * those that have a value and are not {@link Rule#COMMAND}.
 */
public enum TrainOption {
  PRESET(Rule.RESULT),
  EPOCHS(Rule.RESULT),
  INITIAL_EPOCH(Rule.RESULT),
  BATCH_SIZE(Rule.RESULT),
  VALIDATION_SPLIT(Rule.RESULT),
  SEED(Rule.RESULT),
  SHUFFLE(Rule.RESULT),
  SCHEDULE(Rule.RESULT),
  LEARNING_RATE(Rule.RESULT),
  CLASS_WEIGHT(Rule.RESULT),
  SAMPLE_WEIGHT(Rule.RESULT),
  FROM(Rule.RESULT),
  SAVE_BEST_ONLY(Rule.RESULT),
  EARLY_STOPPING(Rule.RESULT),
  MIN_DELTA(Rule.RESULT),
  RESTORE_BEST_WEIGHTS(Rule.RESULT),
  REDUCE_LR_ON_PLATEAU(Rule.RESULT),
  MONITOR(Rule.RESULT),
  ENGINE(Rule.RESULT),
  THREADS(Rule.RESULT),
  DATASET(Rule.RESULT),
  PREPARE(Rule.RESULT),
  TRANSPOSE(Rule.RESULT),
  FIRST_LABEL(Rule.RESULT),
  KEYS(Rule.RESULT),
  LABEL_COLUMN(Rule.RESULT),
  STRICT(Rule.RESULT),
  LOSS_EVERY(Rule.FREE),
  LOSS_EVERY_ITERATIONS(Rule.FREE),
  LOG_EVERY_RATE(Rule.FREE),
  VERBOSE(Rule.FREE),
  DATA(Rule.SOURCE),
  OFFLINE(Rule.FREE),
  BACKUP_EVERY(Rule.FREE),
  NO_BACKUP(Rule.FREE),
  OVERWRITE(Rule.FREE),
  CHECKPOINT(Rule.PLACE),
  TENSORBOARD(Rule.PLACE),
  CACHE(Rule.PLACE),
  MIRROR(Rule.SERVER),
  RUN(Rule.COMMAND),
  RESUME(Rule.COMMAND),
  FORCE(Rule.COMMAND),
  CONFIG(Rule.COMMAND);

  /** What an option means when a run is resumed. */
  public enum Rule {
    /** May change the result: must be as in the run, unless a change is forced. */
    RESULT,
    /** May change; as in the run if it is not given. */
    FREE,
    /** Where to read from. May change, as what is read is compared with the run's. */
    SOURCE,
    /**
     * A file or folder to write. May change; one that only the backup names must lie in the run
     * folder, since a stranger may have made the backup.
     */
    PLACE,
    /** A server to ask. May change; one that only the backup names is refused. */
    SERVER,
    /** Belongs to one command alone: never kept in a backup, and never read from one. */
    COMMAND
  }

  private final Rule rule;

  TrainOption(Rule rule) {
    this.rule = rule;
  }

  /** {@return what the option means when a run is resumed} */
  public Rule rule() {
    return rule;
  }

  /**
   * {@return the option's name in files, and on the command line after two dashes, such as
   * "batch-size"}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds an option.
   *
   * @param key such as "batch-size"
   * @return empty if {@code train} has no such option
   */
  public static Optional<TrainOption> of(String key) {
    for (TrainOption option : values()) {
      if (option.key().equals(key)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  /** Whether a difference between run and command must be forced; names of others count as such. */
  static boolean isOfResult(String key) {
    return of(key).map(option -> option.rule == Rule.RESULT).orElse(true);
  }

  /**
   * {@return whether the results of two trainings may differ because this option does}
   *
   * @param key such as "batch-size"; names of others count as such
   */
  public static boolean tellsApart(String key) {
    return isOfResult(key) || of(key).filter(option -> option.rule == Rule.SOURCE).isPresent();
  }

  /** The options with a value that a backup keeps. */
  static Map<String, Object> kept(Map<String, ?> options) {
    Map<String, Object> kept = given(options);
    for (TrainOption option : values()) {
      if (option.rule == Rule.COMMAND) {
        kept.remove(option.key());
      }
    }
    return kept;
  }

  /** The options with a value, in their order. */
  static Map<String, Object> given(Map<String, ?> options) {
    Map<String, Object> given = new LinkedHashMap<>(options);
    given.values().removeIf(value -> value == null);
    return given;
  }
}
