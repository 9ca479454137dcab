package recipe4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import recipe4j.io.AtomicFile;
import recipe4j.io.DiskFullException;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedText;
import recipe4j.train.TrainingState;

/**
 * Two backups of a training: {@value #NEWEST} and, until the next one is whole, {@value #PREVIOUS}.
 *
 * <p>A backup is written under another name, flushed to the disk and read back. Only when its
 * SHA-256 is right does it take the place of the newest one, which becomes the previous one. So
 * there is a whole backup at every moment from the first one on. One process at a time may write.
 */
public final class BackupFolder {
  /** Name of the newest backup. */
  public static final String NEWEST = "backup.zip";

  /** Name of the backup before it. */
  public static final String PREVIOUS = "backup-previous.zip";

  /** Name that a newest backup gets when it is found damaged. */
  private static final String DAMAGED = "backup-damaged.zip";

  private static final String FINISHED = "finished";

  /** All files that are written, replaced and removed. */
  public static final List<String> NAMES = List.of(NEWEST, PREVIOUS, DAMAGED, FINISHED);

  private final Path folder;
  private @Nullable TrainingState resumedFrom;

  private BackupFolder(Path folder) {
    this.folder = folder;
  }

  /** {@return the backups in a folder, which is made with the first backup} */
  public static BackupFolder at(Path folder) {
    return new BackupFolder(folder);
  }

  /**
   * Keeps a network and a state as the newest backup, all or nothing.
   *
   * @param net the network, between two batches
   * @param state of its training
   * @param sections name to plain values, kept beside it
   * @throws IOException if it can't be written, or what was written is not what is read back; the
   *     backups that were there stay
   */
  public void save(
      MultiLayerNetwork net, TrainingState state, Map<String, Map<String, Object>> sections)
      throws IOException {
    Map<String, byte[]> entries = Backup.entries(net, state, sections);
    try {
      AtomicFile.write(
          folder.resolve(NEWEST),
          temporary -> {
            String digest = BackupFile.write(temporary, entries);
            if (!BackupFile.read(temporary).digest().equals(digest)) {
              throw new IOException("what was written reads differently");
            }
            if (!isRepeat(state)) {
              keepPrevious();
            }
            resumedFrom = null;
          });
    } catch (DiskFullException e) {
      throw e; // says it all
    } catch (IOException e) {
      throw new IOException(
          "cannot write the backup %s (%s); mend the folder, then resume from the backup before"
              .formatted(folder.resolve(NEWEST), reason(e)),
          e);
    }
  }

  /** Whether a state is that of the backup resumed from, which must not push out the one before. */
  private boolean isRepeat(TrainingState state) {
    return resumedFrom != null
        && resumedFrom.epoch() == state.epoch()
        && resumedFrom.batch() == state.batch();
  }

  /** Renames the newest backup to the previous one: until the new one has its name, that counts. */
  private void keepPrevious() throws IOException {
    Path newest = folder.resolve(NEWEST);
    if (Files.exists(newest)) {
      requireNoFolders();
      Files.move(newest, folder.resolve(PREVIOUS), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** {@return whether there are no files of backups, whole or damaged, that could be lost} */
  public boolean isEmpty() {
    return List.of(NEWEST, PREVIOUS, DAMAGED).stream()
        .noneMatch(name -> Files.exists(folder.resolve(name)));
  }

  /**
   * Removes all backups, whole or damaged, and nothing else.
   *
   * @throws IOException if a file can't be removed, or a folder lies in the place of one
   */
  public void clear() throws IOException {
    requireNoFolders();
    for (String name : NAMES) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  /** Refuses folders of a backup's name: replacing or deleting would remove an empty one. */
  private void requireNoFolders() throws IOException {
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(
            file.toString(), null, "a file must be there, found a folder; move it away");
      }
    }
  }

  /**
   * {@return the newest backup that is whole; empty if there is no backup at all}
   *
   * @param warnings gets a line when the newest one is damaged or missing
   * @throws IOException if there are backups, but none is whole
   */
  public Optional<Backup> newest(Consumer<String> warnings) throws IOException {
    if (isEmpty()) {
      return Optional.empty();
    }
    String wrong;
    try {
      return Optional.of(Backup.read(folder.resolve(NEWEST)));
    } catch (IOException e) {
      wrong = reason(e);
    }
    Path file = folder.resolve(PREVIOUS);
    try {
      Backup previous = Backup.read(file);
      warnings.accept(
          "%s can't be read (%s); taking the backup before it: epoch %s, batch %s"
              .formatted(
                  folder.resolve(NEWEST),
                  wrong,
                  previous.state().epoch() + 1,
                  previous.state().batch()));
      return Optional.of(previous);
    } catch (IOException e) {
      throw new IOException(
          "no backup in %s can be read (%s: %s; %s: %s); train again"
              .formatted(folder, NEWEST, wrong, PREVIOUS, reason(e)),
          e);
    }
  }

  /**
   * Prepares for further backups after {@link #newest}: removes what an interrupted write left, and
   * renames a damaged newest backup, so that it does not replace the one before.
   *
   * @param taken what {@link #newest} gave
   * @throws IOException if the folder can't be changed, or a folder lies in the place of a backup
   */
  public void resumeFrom(Backup taken) throws IOException {
    AtomicFile.removeLeftovers(folder);
    requireNoFolders();
    Path newest = folder.resolve(NEWEST);
    if (!taken.file().equals(newest) && Files.exists(newest)) {
      Files.move(newest, folder.resolve(DAMAGED), StandardCopyOption.REPLACE_EXISTING);
    }
    resumedFrom = taken.state();
  }

  /**
   * Notes that the training has ended and its results are written. The newest backup stays, so that
   * it can be trained further.
   *
   * @throws IOException if it can't be noted, or there is no backup
   */
  public void finish() throws IOException {
    String digest = BackupFile.read(folder.resolve(NEWEST)).digest();
    AtomicFile.write(folder.resolve(FINISHED), digest.getBytes(UTF_8));
    Files.deleteIfExists(folder.resolve(DAMAGED));
  }

  /**
   * {@return whether the training of a backup has ended and its results were written: not if it was
   * interrupted, or has been resumed since}
   *
   * @param backup what {@link #newest} gave
   */
  public boolean isFinished(Backup backup) {
    Path file = folder.resolve(FINISHED);
    try {
      byte[] digest = RegularFile.bytes(file, backup.digest().length());
      return new String(digest, UTF_8).equals(backup.digest());
    } catch (IOException e) {
      return false;
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return UntrustedText.sentence(message);
  }
}
