package recipe4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import recipe4j.io.AtomicFile;
import recipe4j.io.Folders;
import recipe4j.io.RegularFile;

/**
 * Replaces the files of a run folder by those of another run, all or none, as far as a reader can
 * tell.
 *
 * <p>The new files are written into a hidden folder, which is renamed once it is complete: from
 * then on they count. Then they are moved into place one by one. A process that is killed before
 * leaves the old run; one that is killed while it moves leaves the new run, partly in the hidden
 * folder, where {@link #find} looks first and whence {@link #complete} moves it.
 */
public final class FolderSwap {
  /** The hidden folder while it is filled; worthless if its process is killed. */
  private static final String WRITING = ".run-writing";

  /** The hidden folder once it is complete. */
  private static final String READY = ".run-ready";

  /** Name of the list of all files in the hidden folder, one a line. */
  private static final String LIST = "files";

  private static final int MAX_LIST = 1 << 16;

  /** Writes the new files into the hidden folder. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes the files.
     *
     * @param folder empty
     * @throws IOException if a file can't be written
     */
    void writeTo(Path folder) throws IOException;
  }

  private FolderSwap() {}

  /**
   * Writes files and puts them into place.
   *
   * @param folder made if it is missing
   * @param known names of all files that there may be; those that the writer does not write are
   *     removed
   * @throws IOException if a file can't be written; the old ones are then as they were
   */
  static void write(Path folder, List<String> known, Writer writer) throws IOException {
    Folders.create(folder);
    complete(folder, known);
    Path writing = folder.resolve(WRITING);
    try {
      Files.createDirectory(writing);
      writer.writeTo(writing);
      String names = String.join("\n", names(writing));
      AtomicFile.write(writing.resolve(LIST), names.getBytes(UTF_8));
      Files.move(writing, folder.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(writing);
    }
    complete(folder, known);
  }

  /**
   * Completes what a killed process had begun. Nobody else may be writing there.
   *
   * @param folder of a run; it may come from a stranger
   * @param known names of all files that there may be; others are not moved, and those that are not
   *     among the new ones are removed
   * @throws IOException if a file can't be moved, or a folder is a link
   */
  static void complete(Path folder, List<String> known) throws IOException {
    delete(Folders.toFill(folder, WRITING));
    Path ready = Folders.toFill(folder, READY);
    if (isComplete(ready)) {
      List<String> names = list(ready);
      for (String name : known) {
        Path target = Folders.toWrite(folder, name);
        Path file = Folders.toWrite(ready, name);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Folders.create(Objects.requireNonNull(target.getParent()));
          Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
        } else if (!names.contains(name)) {
          Files.deleteIfExists(target);
        }
      }
    }
    delete(ready);
  }

  /**
   * {@return where a file of the run is now: a path in the folder, at which nothing may be}
   *
   * @throws IOException if what is there leads out of the folder
   */
  static Path find(Path folder, String name) throws IOException {
    Path ready = folder.resolve(READY);
    if (!isComplete(ready)) {
      return Folders.toRead(folder, name);
    }
    Path file = Folders.toRead(folder, READY + "/" + name);
    return Files.exists(file) || !list(ready).contains(name) ? file : Folders.toRead(folder, name);
  }

  private static boolean isComplete(Path ready) {
    return Files.isDirectory(ready, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(ready.resolve(LIST), LinkOption.NOFOLLOW_LINKS);
  }

  private static List<String> list(Path ready) throws IOException {
    try {
      byte[] list = RegularFile.bytes(ready.resolve(LIST), MAX_LIST);
      return new String(list, UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IOException("%s; remove the folder %s".formatted(e.getMessage(), ready), e);
    }
  }

  /** The files in a folder, named with a slash, as {@code plots/loss.svg}. */
  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** Deletes a hidden folder and all in it; links in it are removed, not followed. */
  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
