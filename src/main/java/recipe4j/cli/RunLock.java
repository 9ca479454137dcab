package recipe4j.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.ErrorMessages;
import recipe4j.io.FolderInUseException;
import recipe4j.io.FolderLock;
import recipe4j.io.Folders;
import recipe4j.report.RunFolder;

/**
 * A run folder, kept for this command. Where the file system can't lock, as on some network drives,
 * there is a warning instead.
 */
final class RunLock implements AutoCloseable {
  private final Path folder;
  private final String purpose;
  private final String remedy;
  private FolderLock lock;

  private RunLock(Path folder, String purpose, String remedy) {
    this.folder = folder;
    this.purpose = purpose;
    this.remedy = remedy;
  }

  /**
   * Takes the folder, and ends what a command began that was killed.
   *
   * @param command what writes into it
   * @throws IOException with the owner and the remedy, if another command writes into it
   */
  static RunLock take(Console console, Path folder, CommandSpec command) throws IOException {
    String name = command.qualifiedName();
    RunLock run =
        new RunLock(
            folder,
            "%s, on %s".formatted(name, folder.toAbsolutePath().normalize()),
            command.findOption("--run") == null
                ? "wait for its end"
                : "wait for its end, or give this one another folder with --run DIR");
    try {
      run.lock();
    } catch (FolderInUseException e) {
      throw run.told(e);
    } catch (FileAlreadyExistsException e) {
      throw e; // somebody else's file in the place of the lock
    } catch (IOException e) {
      console
          .err()
          .printf(
              "warning: %s can't be locked (%s); see to it that no other command writes there%n",
              folder, ErrorMessages.oneLine(e));
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
   * Takes the folder anew if somebody has removed it, and perhaps made another one.
   *
   * @throws IOException with the owner and the remedy, if another command writes there by now
   */
  void renew() throws IOException {
    if (lock == null || lock.isInPlace()) {
      return;
    }
    lock.close();
    Folders.create(folder);
    try {
      lock();
    } catch (FolderInUseException e) {
      throw told(e);
    }
  }

  private void lock() throws IOException {
    lock = null;
    lock = FolderLock.take(folder, purpose);
  }

  private IOException told(FolderInUseException e) {
    return new IOException("%s; %s".formatted(e.getMessage(), remedy), e);
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
