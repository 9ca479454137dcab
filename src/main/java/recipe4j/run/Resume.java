package recipe4j.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageDataset;
import recipe4j.data.Shuffle;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.io.Count;
import recipe4j.io.Folders;
import recipe4j.io.ShellWord;
import recipe4j.train.Training;
import recipe4j.train.TrainingBackup;
import recipe4j.train.TrainingState;

/**
 * Resumes the training of a run folder from its newest backup.
 *
 * <pre>{@code
 * Path folder = Path.of("runs/mine");
 * Resume resume = Resume.of(folder, System.err::println);
 * ImageDataset dataset = resume.provenance().load();
 * MultiLayerNetwork net = resume.network(EngineKind.AUTO, EngineOptions.defaults());
 * History history = resume.training(net, dataset).fit(dataset);
 * RunReport.of(net, dataset, history).options(resume.options()).write(folder);
 * resume.backups().finish();
 * }</pre>
 */
public final class Resume {
  private final Path run;
  private final RunBackups backups;
  private final Backup backup;
  private final ResumeCheck check;
  private final Consumer<String> warnings;

  private Resume(Path run, RunBackups backups, Backup backup, Consumer<String> warnings) {
    this.run = run;
    this.backups = backups;
    this.backup = backup;
    this.check = new ResumeCheck(backup);
    this.warnings = warnings;
  }

  /**
   * Makes sure that there is a backup, whole or damaged, before anything is written.
   *
   * @param run the run folder
   * @throws ResumeException if there is none
   * @throws IOException if the folder, or that of its backups, may not be looked into
   */
  public static void require(Path run) throws IOException {
    Folders.requireOpen(run);
    Folders.requireOpen(RunBackups.folder(run));
    if (new RunBackups(run).isEmpty()) {
      throw nothingIn(run);
    }
  }

  private static ResumeException nothingIn(Path run) {
    return new ResumeException(
        "%s holds no backup of a training; train with --run %s first"
            .formatted(run, ShellWord.of(run)));
  }

  /**
   * Reads the newest backup that is whole.
   *
   * @param run the run folder
   * @param warnings gets a line for each warning, such as that the newest backup is damaged
   * @return what to resume
   * @throws ResumeException if there is no backup
   * @throws IOException if no backup can be read
   */
  public static Resume of(Path run, Consumer<String> warnings) throws IOException {
    RunBackups backups = new RunBackups(run);
    return new Resume(
        run, backups, backups.newest(warnings).orElseThrow(() -> nothingIn(run)), warnings);
  }

  /**
   * {@return the options of the training, as its backup keeps them: key of {@link TrainOption} to
   * plain value}
   */
  public Map<String, Object> options() {
    return TrainOption.kept(ResumeCheck.options(backup));
  }

  /**
   * {@return the options of the training that have one value, as the command line takes them: key
   * of {@link TrainOption} to text}
   */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    options()
        .forEach(
            (name, value) -> {
              if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                texts.put(name, value.toString());
              }
            });
    return texts;
  }

  /** {@return what the training is on, as its backup tells} */
  public Provenance provenance() {
    return Provenance.of(backup);
  }

  /**
   * Compares the options that the training is to have with those that it had.
   *
   * @param options that it is to have, by the keys of {@link TrainOption}
   * @param isGiven whether the user has given an option, so that it is not the backup's word alone
   * @param force whether options that differ are only warned of
   * @throws ResumeException if they differ, would lead out of the run folder, or the training has
   *     ended
   */
  public void check(Map<String, ?> options, Predicate<String> isGiven, boolean force) {
    RunPlaces places = new RunPlaces(run, options);
    places.check(ResumeCheck.options(backup), isGiven);
    refuse(check.differences(options), force);
    if (isComplete(options)) {
      int epochs = backup.state().epoch();
      throw new ResumeException(
          "the training in %s has ended, with %s; to train it further: recipe4j train --resume %s --epochs %s --force%s"
              .formatted(
                  run,
                  Count.of(epochs, "epoch"),
                  ShellWord.of(run),
                  2 * epochs,
                  places.toGiveAgain()));
    }
  }

  private boolean isComplete(Map<String, ?> options) {
    TrainingState state = backup.state();
    int epochs =
        options.get(TrainOption.EPOCHS.key()) instanceof Number number ? number.intValue() : 0;
    return backups.isFinished(backup)
        && (state.epoch() >= epochs
            || (state.stopped().isPresent() && !check.changes(TrainOption.EPOCHS, options)));
  }

  private void refuse(List<String> differences, boolean force) {
    if (differences.isEmpty()) {
      return;
    }
    String all = String.join("; ", differences);
    if (!force) {
      throw new ResumeException(
          "the training can't be resumed as it was: %s; leave that out, or resume with --force"
              .formatted(all));
    }
    warnings.accept("resuming with another setup than the run's: " + all);
  }

  /**
   * {@return whether the learning rate or the schedule that the training is to have differs from
   * the run's}
   */
  public boolean changesRate(Map<String, ?> options) {
    return check.changes(TrainOption.LEARNING_RATE, options)
        || check.changes(TrainOption.SCHEDULE, options);
  }

  /**
   * Builds the network of the backup, with its updater's state.
   *
   * @param engine what computes it
   * @param options threads of the accelerated engine
   * @return the network
   * @throws IOException if the file has been changed or holds no network
   * @throws IllegalArgumentException if the engine can't be used here
   */
  public MultiLayerNetwork network(EngineKind engine, EngineOptions options) throws IOException {
    return backup.network(engine, options);
  }

  /**
   * {@return the state to resume from, for {@link Training#resume}} That of a training that stopped
   * itself, ended and is to be trained further has no stop reason.
   */
  public TrainingState state() {
    return backups.isFinished(backup) ? backup.state().withoutStop() : backup.state();
  }

  /** {@return when the training first began; empty if the backup does not tell} */
  public Optional<Instant> started() {
    return check.started();
  }

  /** {@return the backups of the run, where the resumed training writes} */
  public RunBackups backups() {
    return backups;
  }

  /**
   * Makes sure that network, images and versions are the run's, and prepares the folder for further
   * backups.
   *
   * @param net from {@link #network}
   * @param dataset the images of the training
   * @param force whether a difference is only warned of
   * @throws ResumeException if something differs
   * @throws IOException if the folder can't be changed
   */
  public void begin(MultiLayerNetwork net, ImageDataset dataset, boolean force) throws IOException {
    refuse(check.differences(net, dataset), force);
    backups.resumeFrom(backup);
  }

  /**
   * The training with the run's epochs, batch size, seed and shuffling, resumed from the backup and
   * backed up as before. Listeners are the caller's to add, in the order that they had.
   *
   * @param net from {@link #network}
   * @param dataset the images of the training
   * @return a training, to be fitted on the dataset
   * @throws ResumeException if network, images or versions are not the run's
   * @throws IOException if the folder can't be changed
   */
  public Training training(MultiLayerNetwork net, ImageDataset dataset) throws IOException {
    begin(net, dataset, false);
    Map<String, Object> options = options();
    Training training = Training.of(net).resume(state());
    set(options, TrainOption.EPOCHS, training::epochs);
    set(options, TrainOption.BATCH_SIZE, training::batchSize);
    if (options.get(TrainOption.SEED.key()) instanceof Number seed) {
      training.seed(seed.longValue());
    }
    for (Shuffle shuffle : Shuffle.values()) {
      if (shuffle.toString().equals(options.get(TrainOption.SHUFFLE.key()))) {
        training.shuffle(shuffle);
      }
    }
    TrainingBackup target = backups.target(backup.sections());
    training.backup(target, 0);
    set(options, TrainOption.BACKUP_EVERY, every -> training.backup(target, every));
    return training;
  }

  private static void set(Map<String, Object> options, TrainOption option, IntConsumer setter) {
    if (options.get(option.key()) instanceof Number number) {
      setter.accept(number.intValue());
    }
  }

  /**
   * {@return whether no backup has been made since that is of a later moment, so that the training
   * has not got on}
   *
   * @throws IOException if no backup can be read any more
   */
  public boolean isNewest() throws IOException {
    TrainingState begun = backup.state();
    return backups
        .newest(warnings)
        .map(Backup::state)
        .filter(now -> now.epoch() == begun.epoch() && now.batch() == begun.batch())
        .isPresent();
  }

  /**
   * {@return where the training is resumed, for people, such as "epoch 3, batch 0"; epochs are
   * counted from 1, batches that have run from 0}
   */
  public String place() {
    return "epoch %s, batch %s".formatted(backup.state().epoch() + 1, backup.state().batch());
  }
}
