package recipe4j.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Writes a file under another name, flushes it to the disk and renames it: all or nothing. */
public final class AtomicFile {
  private static final String MARKER = ".recipe4j.tmp";

  /** As {@link #createTemporary} names them; a user's own file can't be called so by chance. */
  private static final Pattern LEFTOVER =
      Pattern.compile("\\..*-[0-9a-f]{16}" + Pattern.quote(MARKER) + "(\\.h5)?");

  /** So that the whole name stays below the 255 bytes of most file systems. */
  private static final int MAX_NAME = 50;

  private AtomicFile() {}

  /** Fills a file that is not yet in place. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes the whole content. Called again if the folder was removed meanwhile.
     *
     * @param temporary an existing, empty file
     * @throws IOException if it can't be written; the target is then left as it was
     */
    void writeTo(Path temporary) throws IOException;
  }

  /**
   * Writes a file or leaves the old one untouched. Missing parent folders are made.
   *
   * @param target the file
   * @param writer fills the temporary file beside it
   * @throws DiskFullException if there is no room for it
   * @throws IOException if the folder can't be written or the writer fails
   */
  public static void write(Path target, Writer writer) throws IOException {
    write(target, 0, writer);
  }

  /**
   * Writes a file or leaves the old one untouched.
   *
   * @param target the file
   * @param content all its bytes
   * @throws DiskFullException if there is no room for it
   * @throws IOException if it can't be written
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, content.length, temporary -> Files.write(temporary, content));
  }

  /**
   * Removes the temporary files of a process that was killed: files only, by the names that this
   * class gives, never links or what they lead to. Nobody else may be writing there.
   *
   * @param folder where files were written; may be missing
   * @throws IOException if a file can't be removed
   */
  public static void removeLeftovers(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, AtomicFile::isLeftover)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isLeftover(Path file) {
    return LEFTOVER.matcher(file.getFileName().toString()).matches()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes sure that a folder can be written.
   *
   * @param folder an existing folder
   * @throws IOException if no file can be made in it
   */
  public static void probe(Path folder) throws IOException {
    Files.delete(createTemporary(folder, "writable"));
  }

  private static void write(Path target, long needed, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new IOException("a file name is needed, found the folder " + target);
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
      throw new IOException( // renaming would put a file in its place
          "a file name is needed, found the pipe or device %s; choose another name"
              .formatted(target));
    }
    try {
      attempt(target, absolute, folder, needed, writer);
    } catch (IOException e) {
      if (Files.isDirectory(folder)) {
        throw e;
      }
      attempt(target, absolute, folder, needed, writer); // somebody removed it meanwhile
    }
  }

  private static void attempt(Path target, Path absolute, Path folder, long needed, Writer writer)
      throws IOException {
    Path temporary;
    try {
      Folders.create(folder);
      temporary = createTemporary(folder, absolute.getFileName().toString());
    } catch (IOException e) {
      throw WriteFailure.explain(target, needed, e);
    }
    try {
      writer.writeTo(temporary);
      force(temporary);
      move(temporary, absolute);
      flush(folder);
    } catch (IOException e) {
      boolean full = WriteFailure.isDiskFull(target, e);
      long written = size(temporary);
      long known = Math.max(needed, size(absolute));
      remove(temporary); // before the room is measured
      if (full || WriteFailure.isTooLarge(e) || names(temporary, e)) {
        throw WriteFailure.explain(target, Math.max(known, written), written > known, e);
      }
      throw e; // the writer's own, which says more
    } finally {
      remove(temporary);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Ignores a failure, as an earlier one is being reported. */
  private static void remove(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) { // a folder that has become read-only: it stays, under a hidden name
    }
  }

  /** Whether the failure names the temporary file, which tells the user nothing. */
  private static boolean names(Path temporary, IOException e) {
    return e instanceof FileSystemException failure
        && temporary.toString().equals(failure.getFile());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Unlike Files.createTempFile, readable for whom the user's umask lets read. */
  private static Path createTemporary(Path folder, String name) throws IOException {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    int[] shown = name.codePoints().limit(MAX_NAME).toArray();
    return Files.createFile(
        folder.resolve("." + new String(shown, 0, shown.length) + "-" + random + MARKER));
  }

  /**
   * Flushes the names in a folder to the disk, where the system can: after a power failure a file
   * that was renamed has its new name.
   *
   * @param folder an existing folder
   */
  public static void flush(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folder, and some network file systems flush none.
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
