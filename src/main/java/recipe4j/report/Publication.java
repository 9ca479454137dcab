package recipe4j.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import recipe4j.io.AtomicFile;

/**
 * Replaces the files of a run folder by those of another run, all or none, as far as a reader can
 * tell.
 *
 * <p>The new files are written into a hidden folder, which is renamed once it is complete: from
 * then on they count. Then they are moved into place one by one. A process that is killed before
 * leaves the old run; one that is killed while it moves leaves the new run, partly in the hidden
 * folder, where {@link #find} looks first and whence {@link #complete} moves it.
 */
final class Publication {
  /** Being written; worthless. */
  private static final String WRITING = ".run-writing";

  /** Complete. */
  private static final String READY = ".run-ready";

  /** In the hidden folder: the names of all files, one a line. */
  private static final String LIST = "files";

  private static final int MAX_LIST = 1 << 16;

  /** Fills the hidden folder. */
  @FunctionalInterface
  interface Writer {
    void writeTo(Path folder) throws IOException;
  }

  private Publication() {}

  /**
   * Writes files and puts them into place.
   *
   * @param folder made if it is missing
   * @param replaced names of files that are removed if the writer does not write them
   * @throws IOException if a file can't be written; the old ones are then as they were
   */
  static void write(Path folder, List<String> replaced, Writer writer) throws IOException {
    Files.createDirectories(folder);
    complete(folder, replaced);
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
    complete(folder, replaced);
  }

  /**
   * Ends what a process began that was killed. Nobody else may be writing there.
   *
   * @param folder of a run
   * @param replaced names of files that are removed if they are not among the new ones
   */
  static void complete(Path folder, List<String> replaced) throws IOException {
    delete(folder.resolve(WRITING));
    Path ready = folder.resolve(READY);
    if (Files.isRegularFile(ready.resolve(LIST))) {
      for (String name : names(ready)) { // not those of the list: it may come from a stranger
        if (!name.equals(LIST)) {
          Path target = folder.resolve(name);
          Files.createDirectories(target.getParent());
          Files.move(ready.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      List<String> names = list(ready);
      for (String name : replaced) {
        if (!names.contains(name)) {
          Files.deleteIfExists(folder.resolve(name));
        }
      }
    }
    delete(ready);
  }

  /**
   * Where a file of the run is now.
   *
   * @return a path in the folder; nothing may be there
   */
  static Path find(Path folder, String name) throws IOException {
    Path ready = folder.resolve(READY);
    if (!Files.isRegularFile(ready.resolve(LIST))) {
      return folder.resolve(name);
    }
    Path file = ready.resolve(name);
    return Files.exists(file) || !list(ready).contains(name) ? file : folder.resolve(name);
  }

  private static List<String> list(Path ready) throws IOException {
    Path list = ready.resolve(LIST);
    if (Files.size(list) > MAX_LIST) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s must have at most %d bytes, found %d; remove the folder %s",
              list,
              MAX_LIST,
              Files.size(list),
              ready));
    }
    return Files.readString(list).lines().toList();
  }

  /** Names with a slash, as of {@code plots/loss.svg}. */
  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
