package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLockTest {
  @TempDir private Path folder;

  /** Holds a folder until it is killed; says so on its standard output. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (FolderLock lock = FolderLock.take(Path.of(args[0]), "recipe4j train --epochs 9")) {
        System.out.println("held " + lock.isInPlace());
        Thread.sleep(60_000);
      }
    }
  }

  @Test
  void keepsOutASecondHolderInThisProcessAndNamesTheFirst() throws IOException {
    try (FolderLock lock = FolderLock.take(folder, "recipe4j train")) {
      assertThat(lock.isInPlace()).isTrue();
      assertThatThrownBy(() -> FolderLock.take(folder.resolve("."), "another"))
          .isInstanceOf(FolderInUseException.class)
          .hasMessageStartingWith(folder.resolve(".") + " is in use by process ")
          .hasMessageContaining("(recipe4j train) of user " + System.getProperty("user.name"));
    }
    FolderLock.take(folder, "another").close();
    assertThat(folder.resolve(FolderLock.NAME)).isEmptyFile();
  }

  @Test
  void keepsOutAnotherProcessUntilThatIsKilled() throws Exception {
    Process holder = holder();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held true");
      assertThatThrownBy(() -> FolderLock.take(folder, "another"))
          .isInstanceOf(FolderInUseException.class)
          .hasMessageContaining(
              "process %d (recipe4j train --epochs 9) of user ".formatted(holder.pid()));
    } finally {
      holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    FolderLock.take(folder, "another").close();
  }

  /** On POSIX, a look into the lock file by this process would free the lock. */
  @Test
  void aRefusedHolderInThisProcessDoesNotFreeTheLock() throws Exception {
    try (FolderLock lock = FolderLock.take(folder, "the first")) {
      assertThatThrownBy(() -> FolderLock.take(folder, "the second")).isNotNull();
      Process other = holder();
      assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).isEqualTo(1);
      assertThat(lock.isInPlace()).isTrue();
    }
  }

  @Test
  void knowsThatTheFolderWasRemoved() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    try (FolderLock lock = FolderLock.take(run, "recipe4j train")) {
      Files.delete(run.resolve(FolderLock.NAME));
      assertThat(lock.isInPlace()).isFalse();
      Files.writeString(run.resolve(FolderLock.NAME), "another file");
      assertThat(lock.isInPlace()).isFalse();
    }
  }

  @Test
  void doesNotEmptyAFileThatALinkPointsTo() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "content");
    Files.createSymbolicLink(folder.resolve(FolderLock.NAME), precious);
    assertThatThrownBy(() -> FolderLock.take(folder, "recipe4j")).isInstanceOf(IOException.class);
    assertThat(precious).hasContent("content");
    Files.delete(folder.resolve(FolderLock.NAME));
    FolderLock.take(folder, "recipe4j").close();
  }

  @Test
  void aFileOfAnotherProgramByTheNameOfTheLockStays() throws IOException {
    Path lock = folder.resolve(FolderLock.NAME);
    Path linked = Files.writeString(folder.resolve("thesis.txt"), "content");
    Files.createLink(lock, linked);
    assertThatThrownBy(() -> FolderLock.take(folder, "recipe4j train"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageStartingWith(lock + ": recipe4j locks a folder by this file, found one that");
    assertThat(linked).hasContent("content");
    Files.writeString(lock, "x".repeat(5000));
    assertThatThrownBy(() -> FolderLock.take(folder, "recipe4j train"))
        .hasMessageContaining("move it away");
    Files.delete(lock);
    FolderLock.take(folder, "recipe4j train").close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\0\0\0", "process 7 (recipe4j train, on /a\n) of user x on y, since z"})
  void aLockFileOfOursThatWasLeftBehindIsTaken(String text) throws IOException {
    Path lock = Files.writeString(folder.resolve(FolderLock.NAME), text);
    try (FolderLock taken = FolderLock.take(folder, "recipe4j train")) {
      assertThat(taken.isInPlace()).isTrue();
      assertThat(lock).content().contains("(recipe4j train) of user");
    }
    assertThat(lock).isEmptyFile();
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
