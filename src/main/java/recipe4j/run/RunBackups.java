package recipe4j.run;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import recipe4j.data.ImageDataset;
import recipe4j.io.AtomicFile;
import recipe4j.io.FolderLock;
import recipe4j.io.Folders;
import recipe4j.io.ShellWord;
import recipe4j.train.TrainingBackup;

/**
 * The folder {@code backup} in a run folder: all that a training writes before it has ended. So an
 * interrupted training never spoils the results of an earlier one.
 *
 * <pre>{@code
 * RunBackups backups = new RunBackups(folder);
 * backups.begin().ifPresent(System.err::println);
 * training.backup(backups.target(net, dataset, options, threads, Instant.now()), 0);
 * History history = training.fit(dataset);
 * RunReport.of(net, dataset, history).options(options).write(folder);
 * backups.finish();
 * }</pre>
 */
public final class RunBackups {
  /** Folder of an unfinished training, after another one was started in the same run folder. */
  private static final String OLD = "backup-old";

  private static final String FOLDER = "backup";
  private static final String CSV = "history.csv";
  private static final String PLOT = "loss-curve.png";

  private final Path run;
  private final Path folder;
  private final BackupFolder backups;

  /**
   * The backups of a run.
   *
   * @param run the run folder; it may be missing
   */
  public RunBackups(Path run) {
    this.run = run;
    this.folder = folder(run);
    this.backups = BackupFolder.at(folder);
  }

  /** Where the backups of a run lie. */
  static Path folder(Path run) {
    return run.resolve(FOLDER);
  }

  /**
   * {@return the file of the running training's history, for {@link recipe4j.listener.CsvListener};
   * it may be missing}
   */
  public Path csv() {
    return folder.resolve(CSV);
  }

  /**
   * {@return the file of the running training's loss curve, for {@link
   * recipe4j.listener.LossCurvePlotListener}; it may be missing}
   */
  public Path plot() {
    return folder.resolve(PLOT);
  }

  /** The newest backup that can be read; empty if there is none. */
  Optional<Backup> newest(Consumer<String> warnings) throws IOException {
    return backups.newest(warnings);
  }

  /** {@return the file of the newest backup; it may be missing} */
  public Path newestFile() {
    return folder.resolve(BackupFolder.NEWEST);
  }

  /**
   * {@return whether there are no files of backups, whole or damaged, so that there is nothing to
   * resume}
   */
  public boolean isEmpty() {
    return backups.isEmpty();
  }

  boolean isFinished(Backup backup) {
    return backups.isFinished(backup);
  }

  /**
   * Keeps the state of a training that begins, for {@link Resume}.
   *
   * @param net that is trained
   * @param dataset what it is trained on
   * @param options of the training, by the keys of {@link TrainOption}; plain values
   * @param threads that it runs on
   * @param started when it first began
   * @return for {@link recipe4j.train.Training#backup}
   */
  public TrainingBackup target(
      MultiLayerNetwork net,
      ImageDataset dataset,
      Map<String, ?> options,
      int threads,
      Instant started) {
    return target(ResumeCheck.sections(net, dataset, options, threads, started));
  }

  /** Keeps the state of a training with these sections. */
  TrainingBackup target(Map<String, Map<String, Object>> sections) {
    return (net, state) -> {
      Folders.toFill(run, FOLDER); // somebody may have put a link there meanwhile
      backups.save(net, state, sections);
    };
  }

  /**
   * Makes sure that what {@link #begin} would remove is a run's: files of a user's own may have the
   * names.
   *
   * @throws IOException with the file, if it is not
   */
  public void checkOwn() throws IOException {
    if (RunFolder.isRun(run) || FolderLock.wasTaken(run) || hasWholeBackup()) {
      return;
    }
    RunFolder.requireNone(run, files());
  }

  /** All files that {@link #begin} may remove, as seen from the run folder. */
  private static List<String> files() {
    List<String> files = new ArrayList<>();
    for (String place : List.of(FOLDER, OLD)) {
      Stream.concat(BackupFolder.NAMES.stream(), Stream.of(CSV, PLOT))
          .forEach(name -> files.add(place + "/" + name));
    }
    return files;
  }

  private boolean hasWholeBackup() {
    try {
      return backups.newest(text -> {}).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Makes room for a training from the start; an unfinished one is moved to {@code backup-old}.
   *
   * @return where the unfinished one is, for people; empty if there was none
   * @throws IOException if the folder can't be changed
   */
  public Optional<String> begin() throws IOException {
    Folders.create(Folders.toFill(run, FOLDER));
    String unfinished = unfinished();
    if (unfinished == null) {
      clear(folder);
      return Optional.empty();
    }
    Path old = Folders.toFill(run, OLD);
    clear(old);
    removeIfEmpty(old);
    try {
      Files.move(folder, old);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "an unfinished training (%s) must be put aside as %s, found a folder with other files there; move it away"
              .formatted(unfinished, old),
          e);
    }
    Folders.create(folder);
    return Optional.of(
        "An unfinished training (%s) now lies in %s; to resume it, rename that folder to %s and use --resume %s"
            .formatted(unfinished, old, folder.getFileName(), ShellWord.of(run)));
  }

  /** Where an unfinished training stands; null if nothing would be lost. */
  private @Nullable String unfinished() {
    try {
      Optional<Backup> newest = backups.newest(text -> {});
      boolean worthless =
          newest.isEmpty()
              || backups.isFinished(newest.get())
              || (newest.get().state().batch() == 0 && newest.get().state().history().isEmpty());
      return worthless
          ? null
          : "epoch %s, batch %s"
              .formatted(newest.get().state().epoch() + 1, newest.get().state().batch());
    } catch (IOException e) {
      return "damaged";
    }
  }

  /** Prepares the folder for a training that is resumed from a backup. */
  void resumeFrom(Backup backup) throws IOException {
    Folders.toFill(run, FOLDER);
    Files.deleteIfExists(csv()); // written anew; if it is a link, not what it leads to
    backups.resumeFrom(backup);
  }

  /**
   * Notes that the training has ended and its results are in the run folder. The newest backup
   * stays, so that it can be trained further.
   *
   * @throws IOException if the folder can't be changed
   */
  public void finish() throws IOException {
    Folders.toFill(run, FOLDER);
    Files.deleteIfExists(csv());
    Files.deleteIfExists(plot());
    if (backups.isEmpty()) {
      clear(folder);
      removeIfEmpty(folder);
    } else {
      backups.finish();
    }
  }

  /** Removes what is ours by its name: in the folder a user may keep backups of his own. */
  private static void clear(Path folder) throws IOException {
    AtomicFile.removeLeftovers(folder);
    BackupFolder.at(folder).clear();
    Files.deleteIfExists(folder.resolve(CSV));
    Files.deleteIfExists(folder.resolve(PLOT));
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // something of the user's is in it
    }
  }
}
