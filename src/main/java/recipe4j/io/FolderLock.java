package recipe4j.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one holder, in this process and among all processes.
 *
 * <pre>{@code
 * try (FolderLock lock = FolderLock.take(folder, "recipe4j train")) {
 *   ...
 * }
 * }</pre>
 *
 * <p>The operating system holds the lock, so one of a process that was killed is free again. The
 * file stays in the folder, as deleting it would let two in; it tells the owner, or is empty.
 */
public final class FolderLock implements AutoCloseable {
  /** The file in the folder. */
  public static final String NAME = ".lock";

  /** Far behind the text in the file, which others may then read on every system. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int MAX_OWNER = 400;

  /**
   * Who holds what in this JVM. Asking the file would not do: on POSIX, closing it after a look
   * frees the lock that another thread holds.
   */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path folder;
  private final FileChannel channel;
  private final Object file;

  private FolderLock(Path folder, FileChannel channel) throws IOException {
    this.folder = folder;
    this.channel = channel;
    this.file = key(folder);
  }

  /**
   * Locks a folder, without waiting.
   *
   * @param folder an existing, writable folder
   * @param purpose what for, as others shall read it
   * @return the lock, to be closed
   * @throws FolderInUseException if somebody else holds it
   * @throws FileAlreadyExistsException if the file is somebody else's, which stays as it is
   * @throws IOException if the folder can't be written, or its file system has no locks
   */
  public static FolderLock take(Path folder, String purpose) throws IOException {
    Path real = folder.toRealPath();
    String owner = LockOwner.describe(purpose);
    String holder = HELD.putIfAbsent(real, owner);
    if (holder != null) {
      throw new FolderInUseException(folder, holder);
    }
    FileChannel channel = null;
    try {
      requireFile(real.resolve(NAME));
      channel =
          FileChannel.open(
              real.resolve(NAME),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS); // or its owner could empty another file through it
      if (!isFree(channel)) {
        throw new FolderInUseException(folder, holder(real.resolve(NAME)));
      }
      requireOurs(folder.resolve(NAME), channel);
      write(channel, owner);
      return new FolderLock(real, channel);
    } catch (IOException | RuntimeException e) {
      HELD.remove(real);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  /**
   * {@return whether a folder, which may be missing, has been locked before: the lock's file stays
   * in it}
   */
  public static boolean wasTaken(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (HELD.containsKey(real)) {
        return true;
      }
      return LockOwner.isDescription(start(real.resolve(NAME)));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * {@return whether the locked file is still in the folder} Once somebody has removed the folder,
   * the lock no longer keeps others out.
   */
  public boolean isInPlace() {
    try {
      return Objects.equals(file, key(folder));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Frees the folder.
   *
   * @throws IOException if the system reports an error; the folder is free nonetheless
   */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      write(channel, "");
    } finally {
      HELD.remove(folder);
    }
  }

  /** Opening a pipe would wait for its reader. */
  private static void requireFile(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "%s must be a regular file, found something else; remove it".formatted(file));
    }
  }

  /** What has the name by chance, as other programs lock so too, must not be emptied. */
  private static void requireOurs(Path file, FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(MAX_OWNER);
    channel.read(start, 0);
    String text = new String(start.array(), 0, start.position(), UTF_8);
    if (!LockOwner.isDescription(text)) {
      throw new FileAlreadyExistsException(
          file.toString(),
          null,
          "recipe4j locks a folder by this file, found one that it did not write, which stays as it is; move it away or take another folder");
    }
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException e) { // held by this class in another class loader
      return false;
    }
  }

  private static void write(FileChannel channel, String text) {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    } catch (IOException e) { // a full disk; the lock holds, but does not name its owner
    }
  }

  /** What another process wrote; nothing of it may reach a terminal unchecked. */
  private static String holder(Path file) {
    try {
      String text = start(file).replaceAll("\\p{C}", " ").strip();
      return text.isEmpty() || !LockOwner.isDescription(text) ? "another process" : text;
    } catch (IOException e) {
      return "another process";
    }
  }

  private static String start(Path file) throws IOException {
    try (InputStream in = RegularFile.open(file)) {
      return new String(in.readNBytes(MAX_OWNER), UTF_8);
    }
  }

  /** Which file the name stands for, where the system has inodes. */
  private static Object key(Path folder) throws IOException {
    return Files.readAttributes(folder.resolve(NAME), BasicFileAttributes.class).fileKey();
  }
}
