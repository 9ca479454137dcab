package recipe4j.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.ShellWord;
import recipe4j.io.AtomicFile;
import recipe4j.io.FolderLock;
import recipe4j.io.Folders;
import recipe4j.report.RunFolder;
import recipe4j.run.Backup;
import recipe4j.run.BackupFolder;
import recipe4j.train.TrainingBackup;

/**
 * The folder {@code backup} in a run folder: all that a training writes before it has ended. So an
 * interrupted training never spoils the results of an earlier one.
 */
final class RunBackups {
  /** An unfinished training that another one has taken the place of. */
  private static final String OLD = "backup-old";

  private static final String FOLDER = "backup";
  private static final String CSV = "history.csv";
  private static final String PLOT = "loss-curve.png";

  private final Path run;
  private final Path folder;
  private final BackupFolder backups;

  RunBackups(Path run) {
    this.run = run;
    this.folder = folder(run);
    this.backups = BackupFolder.at(folder);
  }

  /** Where the backups of a run lie. */
  static Path folder(Path run) {
    return run.resolve(FOLDER);
  }

  /** The log that grows with the training. */
  Path csv() {
    return folder.resolve(CSV);
  }

  /** The plot that grows with the training. */
  Path plot() {
    return folder.resolve(PLOT);
  }

  /** The newest backup that can be read; empty if there is none. */
  Optional<Backup> newest(Console console) throws IOException {
    return backups.newest(text -> console.err().printf("warning: %s%n", text));
  }

  /** Where the newest backup is, if there is one. */
  Path newestFile() {
    return folder.resolve(BackupFolder.NEWEST);
  }

  /** Whether there are no files of backups, whole or damaged. */
  boolean isEmpty() {
    return backups.isEmpty();
  }

  boolean isFinished(Backup backup) {
    return backups.isFinished(backup);
  }

  /** Where a training leaves its state. */
  TrainingBackup target(Map<String, Map<String, Object>> sections) {
    return (net, state) -> {
      Folders.toFill(run, FOLDER); // somebody may have put a link there meanwhile
      backups.save(net, state, sections);
    };
  }

  /**
   * Makes sure that what a training from the start would clear away is a run's: files of a user's
   * own may have the names.
   *
   * @throws IOException with the file, if it is not
   */
  void checkOwn() throws IOException {
    if (RunFolder.isRun(run) || FolderLock.wasTaken(run) || hasWholeBackup()) {
      return;
    }
    for (String place : List.of(FOLDER, OLD)) {
      for (String name : names()) {
        if (Files.exists(run.resolve(place).resolve(name), LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException(
              "%s holds %s/%s and is no run folder, so it is not written to; name another with --run DIR, or replace what a run has with --overwrite"
                  .formatted(run, place, name));
        }
      }
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(BackupFolder.NAMES);
    names.addAll(List.of(CSV, PLOT));
    return names;
  }

  private boolean hasWholeBackup() {
    try {
      return backups.newest(text -> {}).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes room for a training from the start; an unfinished one is put aside. */
  void begin(Console console) throws IOException {
    Folders.create(Folders.toFill(run, FOLDER));
    String unfinished = unfinished();
    if (unfinished == null) {
      clear(folder);
      return;
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
    console
        .err()
        .printf(
            "An unfinished training (%s) now lies in %s; to go on with it, rename that folder to %s and use --resume %s%n",
            unfinished, old, folder.getFileName(), ShellWord.of(run));
  }

  /** Where an unfinished training stands; null if nothing would be lost. */
  private String unfinished() {
    try {
      Optional<Backup> newest = backups.newest(text -> {});
      boolean worthless =
          newest.isEmpty()
              || backups.isFinished(newest.get())
              || (newest.get().state().batch() == 0 && newest.get().state().history().isEmpty());
      return worthless
          ? null
          : String.format(
              Locale.ROOT,
              "epoch %d, batch %d",
              newest.get().state().epoch() + 1,
              newest.get().state().batch());
    } catch (IOException e) {
      return "damaged";
    }
  }

  /** Makes ready for going on from a backup. */
  void goOnFrom(Backup backup) throws IOException {
    Folders.toFill(run, FOLDER);
    Files.deleteIfExists(csv()); // written anew; if it is a link, not what it leads to
    backups.goOnFrom(backup);
  }

  /** After the results have been written to the run folder. */
  void finish() throws IOException {
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
