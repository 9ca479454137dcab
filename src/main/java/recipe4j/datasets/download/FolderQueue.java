package recipe4j.datasets.download;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import recipe4j.io.FolderInUseException;
import recipe4j.io.FolderLock;

/** Waits for a folder's lock. */
public final class FolderQueue {
  private static final long POLL_MILLIS = 100;

  /** What is done while the lock is held. */
  @FunctionalInterface
  public interface Action {
    /** Works in the folder, which no other process does meanwhile. */
    void run() throws IOException;
  }

  private FolderQueue() {}

  /**
   * Waits until no other process holds the folder, and holds it during an action.
   *
   * @param deadline when to give up waiting
   * @param waiting gets one line on whom it waits for
   * @throws DownloadException if the deadline passes
   * @throws IOException if the folder can't be written, or the action fails
   */
  @SuppressWarnings("try") // the lock is only held
  public static void whileHeld(
      Path folder, Deadline deadline, Consumer<String> waiting, Action action) throws IOException {
    try (FolderLock lock = await(folder, deadline, waiting)) {
      action.run();
    }
  }

  private static FolderLock await(Path folder, Deadline deadline, Consumer<String> waiting)
      throws IOException {
    for (int polls = 0; ; polls++) {
      try {
        return FolderLock.take(folder, "recipe4j, filling its cache");
      } catch (FolderInUseException e) {
        String wait = "waiting for %s, which holds %s".formatted(e.owner(), folder);
        if (deadline.isOver()) {
          throw new DownloadException(
              "time limit of %s is over, still %s".formatted(deadline.limit(), wait), e);
        }
        if (polls == 1) { // by now the holder has written who it is
          waiting.accept(wait);
        }
        deadline.sleep(POLL_MILLIS);
      }
    }
  }
}
