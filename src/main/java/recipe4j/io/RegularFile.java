package recipe4j.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.zip.ZipFile;

/**
 * Opens files for reading that may come from a stranger: regular files only, as a pipe or a device
 * may give bytes without end or wait for ever when it is opened. A link to a regular file is
 * followed.
 *
 * <p>Every reader of recipe4j opens its files here. Java can't ask what it has opened, so the kind
 * is looked at before, and after it whether the name still stands for the same file.
 *
 * <p>All methods throw {@link NoSuchFileException}, {@link AccessDeniedException} or {@link
 * FileSystemException} with a line that names the file, what was found and the remedy.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Checks the kind of a file, before something else opens it.
   *
   * @param file what must be a regular file, or a link to one
   * @return its attributes, size in bytes among them
   * @throws IOException if it is missing, of another kind, or may not be looked at
   */
  public static BasicFileAttributes require(Path file) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw withCause(
          new NoSuchFileException(
              file.toString(),
              null,
              Files.isSymbolicLink(file)
                  ? "a file must be there, found a link that leads nowhere; mend the link"
                  : "a file must be there, found nothing; check the name"),
          e);
    } catch (AccessDeniedException e) {
      throw withCause(denied(file), e);
    }
    if (found.isRegularFile()) {
      requireOnDisk(file, found);
      return found;
    }
    throw new FileSystemException(
        file.toString(),
        null,
        found.isDirectory()
            ? "a file must be named, found a folder; name a file in it"
            : "a regular file must be named, found a pipe or a device; copy its content into a file");
  }

  /** What Linux makes up under /proc and /sys is called regular and empty; some never end. */
  private static void requireOnDisk(Path file, BasicFileAttributes found) throws IOException {
    if (found.size() > 0) {
      return;
    }
    Path real = file.toRealPath();
    if (real.startsWith("/proc") || real.startsWith("/sys")) {
      throw new FileSystemException(
          file.toString(),
          null,
          "a file on a disk must be named, found one that the system makes up; copy its content into a file");
    }
  }

  /**
   * Opens a file.
   *
   * @param file a regular file
   * @return its bytes, not buffered
   * @throws IOException if it is missing, of another kind, or can't be read
   */
  public static InputStream open(Path file) throws IOException {
    return Channels.newInputStream(channel(file));
  }

  /**
   * Opens a file for reading at any place.
   *
   * @param file a regular file
   * @return a channel for reading only
   * @throws IOException if it is missing, of another kind, or can't be read
   */
  public static FileChannel channel(Path file) throws IOException {
    BasicFileAttributes before = require(file);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (AccessDeniedException e) {
      throw withCause(denied(file), e);
    }
    return checked(file, before, channel);
  }

  /**
   * Opens a zip.
   *
   * @param file a regular file
   * @return the zip; what is in it is not looked at
   * @throws IOException if it is missing, of another kind, no zip, or can't be read
   */
  public static ZipFile zip(Path file) throws IOException {
    channel(file).close(); // tells a file that may not be read, which ZipFile does not
    BasicFileAttributes before = require(file);
    return checked(file, before, new ZipFile(file.toFile()));
  }

  /**
   * Reads a whole file.
   *
   * @param file a regular file
   * @param most bytes that it may have, at most 2^31 - 9
   * @return all its bytes
   * @throws FileTooLargeException if it has more
   * @throws IOException if it is missing, of another kind, or can't be read
   */
  public static byte[] bytes(Path file, long most) throws IOException {
    try (FileChannel channel = channel(file)) {
      return bytes(file, channel, most);
    }
  }

  /**
   * Reads what the system tells of itself in a file, such as /proc/self/limits. Not for a name that
   * a user or a stranger has given.
   *
   * @param file that the system makes up
   * @param most bytes that it may have, at most 2^31 - 9
   * @return all its bytes
   * @throws FileTooLargeException if it has more
   * @throws IOException if it is missing or can't be read
   */
  public static byte[] ofSystem(Path file, long most) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return bytes(file, channel, most);
    }
  }

  private static byte[] bytes(Path file, FileChannel channel, long most) throws IOException {
    if (channel.size() > most) {
      throw new FileTooLargeException(file, most, channel.size());
    }
    // some files of /proc say that they are empty and give bytes all the same
    byte[] bytes = Channels.newInputStream(channel).readNBytes((int) most + 1);
    if (bytes.length > most) {
      throw new FileTooLargeException(file, most, bytes.length);
    }
    return bytes;
  }

  private static <T extends Closeable> T checked(Path file, BasicFileAttributes before, T opened)
      throws IOException {
    BasicFileAttributes after = require(file);
    if (Objects.equals(before.fileKey(), after.fileKey())) {
      return opened;
    }
    try (opened) {
      throw new FileSystemException(
          file.toString(), null, "it was replaced while it was opened; try again");
    }
  }

  private static AccessDeniedException denied(Path file) {
    return new AccessDeniedException(
        file.toString(), null, "it may not be read (permission denied); change its permissions");
  }

  static <E extends Throwable> E withCause(E exception, Throwable cause) {
    exception.initCause(cause);
    return exception;
  }
}
