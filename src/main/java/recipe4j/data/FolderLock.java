package recipe4j.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Lets one process at a time, and one thread of it, change a folder. */
final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  /** Far behind the text in the file, which others may then read on every system. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final long POLL_MILLIS = 100;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits until nobody else holds the folder.
   *
   * @param deadline when to give up
   * @param waiting hears once whom it waits for
   * @throws DownloadException if the deadline passes
   * @throws IOException if the folder can't be written
   */
  static FolderLock acquire(Path folder, Deadline deadline, Consumer<String> waiting)
      throws IOException {
    Path file = folder.resolve(NAME);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      boolean told = false;
      while (!(held = tryLock(channel))) {
        String holder = "waiting for %s, which holds %s".formatted(holder(file), file);
        if (deadline.isOver()) {
          throw new DownloadException(
              "time limit of %s is over, still %s; run again later"
                  .formatted(deadline.limit(), holder));
        }
        if (!told) {
          waiting.accept(holder);
          told = true;
        }
        deadline.sleep(POLL_MILLIS);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
          0);
      return new FolderLock(channel);
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process
    }
  }

  private static String holder(Path file) {
    try {
      String text = Files.readString(file).strip();
      return text.isEmpty() ? "another process" : text;
    } catch (IOException e) {
      return "another process";
    }
  }

  /** Lets the next one in. The file stays: deleting it would let two in. */
  @Override
  public void close() throws IOException {
    channel.close(); // releases the lock
  }
}
