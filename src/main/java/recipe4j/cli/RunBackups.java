package recipe4j.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import recipe4j.backup.Backup;
import recipe4j.backup.BackupFolder;
import recipe4j.train.TrainingBackup;

/**
 * The folder {@code backup} in a run folder: all that a training writes before it has ended. So an
 * interrupted training never spoils the results of an earlier one.
 */
final class RunBackups {
  /** An unfinished training that another one has taken the place of. */
  private static final String OLD = "backup-old";

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
    return run.resolve("backup");
  }

  /** The log that grows with the training. */
  Path csv() {
    return folder.resolve("history.csv");
  }

  /** The plot that grows with the training. */
  Path plot() {
    return folder.resolve("loss-curve.png");
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
    return (net, state) -> backups.save(net, state, sections);
  }

  /** Makes room for a training from the start; an unfinished one is put aside. */
  void begin(Console console) throws IOException {
    Files.createDirectories(folder);
    String unfinished = unfinished();
    if (unfinished == null) {
      clear(folder);
      return;
    }
    Path old = run.resolve(OLD);
    if (Files.exists(old)) {
      clear(old);
      Files.delete(old);
    }
    Files.move(folder, old);
    Files.createDirectories(folder);
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
    backups.goOnFrom(backup);
  }

  /** After the results have been written to the run folder. */
  void finish() throws IOException {
    Files.deleteIfExists(csv());
    Files.deleteIfExists(plot());
    if (backups.isEmpty()) {
      clear(folder);
      Files.deleteIfExists(folder);
    } else {
      backups.finish();
    }
  }

  /** Removes files, not folders: there are none of ours. */
  private static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }
}
