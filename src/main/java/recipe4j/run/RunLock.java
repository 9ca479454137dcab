package recipe4j.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import recipe4j.io.FolderInUseException;
import recipe4j.io.FolderLock;
import recipe4j.io.Folders;
import recipe4j.io.WriteFailure;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.TrainingRun;

/**
 * A lock on a run folder: only one process at a time may write into it. Where the file system has
 * no locks, as on some network drives, there is a warning instead.
 *
 * <pre>{@code
 * try (RunLock lock = RunLock.take(folder, "my program", "wait for its end", System.err::println)) {
 *   Training training = Training.of(net).listeners(lock.listener());
 *   ...
 * }
 * }</pre>
 */
public final class RunLock implements AutoCloseable {
  private final Path folder;
  private final String purpose;
  private final String remedy;
  private @Nullable FolderLock lock;

  private RunLock(Path folder, String purpose, String remedy) {
    this.folder = folder;
    this.purpose = purpose;
    this.remedy = remedy;
  }

  /**
   * Locks the folder, and repairs it after a killed process: a complete replacement is finished,
   * half-written files are removed.
   *
   * @param folder of a run; made if it is missing
   * @param program that is going to write, for the message to others who want the folder
   * @param remedy what to do if another process has the lock, for the message of the exception
   * @param warnings gets a line if the file system has no locks
   * @return the lock, to be closed
   * @throws IOException with the owner and the remedy, if another process has the lock; or if the
   *     folder can't be written
   */
  public static RunLock take(Path folder, String program, String remedy, Consumer<String> warnings)
      throws IOException {
    RunLock run =
        new RunLock(
            folder, "%s, on %s".formatted(program, folder.toAbsolutePath().normalize()), remedy);
    try {
      run.lock();
    } catch (FolderInUseException e) {
      throw run.inUse(e);
    } catch (FileAlreadyExistsException e) {
      throw e; // somebody else's file in the place of the lock
    } catch (IOException e) {
      warnings.accept(
          "%s can't be locked (%s); see to it that no other command writes there"
              .formatted(folder, WriteFailure.reason(folder.resolve(FolderLock.NAME), e)));
    }
    try {
      RunFolder.recover(folder);
      return run;
    } catch (IOException e) {
      run.close();
      throw e;
    }
  }

  /**
   * {@return a listener that renews the lock before every batch and after every epoch, for a
   * training that writes into the folder}
   */
  public EpochListener listener() {
    return new EpochListener() {
      @Override
      public void onBatchStart(int batch, TrainingRun run) {
        renewUnchecked();
      }

      @Override
      public void onEpochLogs(EpochLogs logs, TrainingRun run) {
        renewUnchecked();
      }
    };
  }

  private void renewUnchecked() {
    try {
      renew();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Makes and locks the folder again if somebody has removed it.
   *
   * @throws IOException with the owner and the remedy, if another process has the lock by now
   */
  public void renew() throws IOException {
    if (lock == null || lock.isInPlace()) {
      return;
    }
    lock.close();
    Folders.create(folder);
    try {
      lock();
    } catch (FolderInUseException e) {
      throw inUse(e);
    }
  }

  private void lock() throws IOException {
    lock = null;
    lock = FolderLock.take(folder, purpose);
  }

  private IOException inUse(FolderInUseException e) {
    return new IOException("%s; %s".formatted(e.getMessage(), remedy), e);
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
