package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.io.FolderLock;

/** Two commands that write into the same run folder. */
class RunLockTest {
  @TempDir private Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void oneRun() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    run = folder.resolve("run");
    assertThat(train().code()).isZero();
  }

  @Test
  void theSecondIsRefusedAndTheOwnerNamed() throws IOException {
    byte[] model = Files.readAllBytes(run.resolve("model.zip"));
    try (FolderLock lock = FolderLock.take(run, "recipe4j train, on elsewhere")) {
      String owner =
          "%s is in use by process %d (recipe4j train, on elsewhere) of user %s on "
              .formatted(run, ProcessHandle.current().pid(), System.getProperty("user.name"));
      train().failedWith(1, owner, "wait for its end", "--run DIR");
      Cli.run("report", run).failedWith(1, owner, "wait for its end");
      calibrate().failedWith(1, owner, "wait for its end");
      assertThat(lock.isInPlace()).isTrue();
      assertThat(Cli.run("evaluate", "--model", run, "--dataset", "idx", "--data", data).code())
          .as("reading needs no lock")
          .isZero();
    }
    assertThat(run.resolve("model.zip")).hasBinaryContent(model);
    assertThat(Cli.run("report", run).code()).isZero();
    assertThat(train().code()).isZero();
  }

  @Test
  void aFolderThatCannotBeLockedIsAWarning() throws IOException {
    Files.delete(run.resolve(FolderLock.NAME));
    Files.createDirectory(run.resolve(FolderLock.NAME));
    Cli.Result result = train();
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("warning: %s can't be locked".formatted(run), "no other command writes there");
  }

  @Test
  void aFileOfTheUsersByTheNameOfTheLockStaysAndIsNamed() throws IOException {
    Path own = Files.writeString(run.resolve(FolderLock.NAME), "pid 4711 of something else\n");
    byte[] model = Files.readAllBytes(run.resolve("model.zip"));
    for (Cli.Result refused : List.of(train(), Cli.run("report", run), calibrate())) {
      refused.failedWith(1, own + ": ", "stays as it is; move it away");
    }
    assertThat(own).hasContent("pid 4711 of something else\n");
    assertThat(run.resolve("model.zip")).hasBinaryContent(model);
  }

  private Cli.Result train() {
    return Cli.run(
        "train", "--dataset", "idx", "--data", data, "--epochs", 1, "--verbose", 0, "--run", run);
  }

  private Cli.Result calibrate() {
    return Cli.run("calibrate", run, "--dataset", "idx", "--data", data);
  }
}
