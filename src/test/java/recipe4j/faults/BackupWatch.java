package recipe4j.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Sees when a backup begins to be written. */
final class BackupWatch implements AutoCloseable {
  /** The temporary file of a backup. */
  private static final String HALF_WRITTEN = ".backup.zip-*.recipe4j.tmp";

  private static final int POLL_MILLIS = 200;

  private final WatchService watch;

  BackupWatch(Path folder) throws IOException {
    watch = folder.getFileSystem().newWatchService();
    folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
  }

  /** Waits for the beginning of the n-th backup from now; false if the process ends before. */
  boolean await(int n, TrainingProcess process) throws InterruptedException {
    int seen = 0;
    while (process.isAlive()) {
      WatchKey key = watch.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (key == null) {
        continue;
      }
      for (WatchEvent<?> event : key.pollEvents()) {
        if (String.valueOf(event.context()).startsWith(".backup.zip-") && ++seen == n) {
          return true;
        }
      }
      key.reset();
    }
    return false;
  }

  /** Whether a backup in a folder is half-written. */
  static boolean isHalfWritten(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, HALF_WRITTEN)) {
      return files.iterator().hasNext();
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
