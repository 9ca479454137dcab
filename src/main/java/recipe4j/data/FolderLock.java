package recipe4j.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets one process at a time, and one thread of it, change a folder. */
final class FolderLock {
  /** In the folder; it stays there, as deleting it would let two in. */
  static final String NAME = ".lock";

  /** Far behind the text in the file, which others may then read on every system. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final long POLL_MILLIS = 100;

  /** What is to be done alone. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  private FolderLock() {}

  /**
   * Waits until nobody else holds the folder, and holds it for as long as an action takes.
   *
   * @param deadline when to give up waiting
   * @param waiting hears once whom it waits for
   * @throws DownloadException if the deadline passes
   * @throws IOException if the folder can't be written, or the action fails
   */
  static void whileHeld(Path folder, Deadline deadline, Consumer<String> waiting, Action action)
      throws IOException {
    Path file = folder.resolve(NAME);
    try (FileChannel channel = // closing it releases the lock
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Optional<String> holder = lock(channel, file);
      for (int polls = 0; holder.isPresent(); polls++) {
        String wait = "waiting for %s, which holds %s".formatted(holder.get(), file);
        if (deadline.isOver()) {
          throw new DownloadException(
              "time limit of %s is over, still %s".formatted(deadline.limit(), wait));
        }
        if (polls == 1) { // by now the holder has written who it is
          waiting.accept(wait);
        }
        deadline.sleep(POLL_MILLIS);
        holder = lock(channel, file);
      }
      String self = "process " + ProcessHandle.current().pid();
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)), 0);
      action.run();
    }
  }

  /** Locks and returns nothing, or returns who holds the lock. */
  private static Optional<String> lock(FileChannel channel, Path file) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null
          ? Optional.empty()
          : Optional.of(holder(file));
    } catch (OverlappingFileLockException e) {
      // not to be looked up: on POSIX, closing the file after reading would free the lock
      return Optional.of("another thread of process " + ProcessHandle.current().pid());
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
}
