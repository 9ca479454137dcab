package recipe4j.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a file under another name, flushes it to the disk and renames it: all or nothing. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Fills a file that is not yet in place. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes the whole content.
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
   * @throws IOException if the folder can't be written or the writer fails
   */
  public static void write(Path target, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new IOException("a file name is needed, found the folder " + target);
    }
    Path temporary;
    try {
      Files.createDirectories(folder);
      temporary = createTemporary(folder, absolute.getFileName().toString());
    } catch (IOException e) {
      throw new IOException(
          "cannot write %s: the folder %s is missing or read-only; choose another place"
              .formatted(target, folder),
          e);
    }
    try {
      writer.writeTo(temporary);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      move(temporary, absolute);
      flush(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes a file or leaves the old one untouched.
   *
   * @param target the file
   * @param content all its bytes
   * @throws IOException if it can't be written
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, temporary -> Files.write(temporary, content));
  }

  /** Unlike Files.createTempFile, readable for whom the user's umask lets read. */
  private static Path createTemporary(Path folder, String name) throws IOException {
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return Files.createFile(folder.resolve("." + name + "-" + random + ".tmp"));
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
