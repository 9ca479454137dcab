package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.SmallDisk;

/** What befalls the folder of a training, and the training itself. */
class RunFaultsTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void images() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
  }

  @Test
  void aTrainingThatDivergesKeepsItsLastFiniteBackup() throws IOException {
    Path run = folder.resolve("run");
    train(run, "--batch-size", 16, "--learning-rate", 1e12)
        .failedWith(
            1,
            "the training diverged in epoch 1",
            "--resume " + run + " --force --learning-rate R");
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    goesOn(run);
  }

  /** The last backup of finite weights may have been made when all was lost already. */
  @Test
  void aBackupThatDivergesAtOnceIsToldAndTheOneBeforeItCounts() throws IOException {
    Path run = folder.resolve("run");
    train(run, "--batch-size", 16, "--learning-rate", 1e12, "--backup-every", 1)
        .failedWith(1, "the training diverged");
    Path backup = run.resolve("backup/backup.zip");
    Cli.run("train", "--resume", run, "--learning-rate", 0.001, "--force")
        .failedWith(1, "the training diverged", "remove " + backup);
    Files.delete(backup);
    goesOn(run);
  }

  private static void goesOn(Path run) {
    Cli.Result mended = Cli.run("train", "--resume", run, "--learning-rate", 0.001, "--force");
    assertThat(mended.code()).as(mended.err()).isZero();
    assertThat(mended.out()).doesNotContain("NaN").containsPattern("Test accuracy: ");
  }

  @Test
  void withoutBackupsADivergedTrainingBeginsAgain() {
    train(folder.resolve("run"), "--no-backup", "--batch-size", 16, "--learning-rate", 1e12)
        .failedWith(1, "the training diverged", "train again with a smaller --learning-rate");
  }

  @Test
  @Timeout(120)
  void aFolderThatIsRemovedDuringTheTrainingIsMadeAgain() throws Exception {
    Path run = folder.resolve("run");
    CompletableFuture<Cli.Result> training =
        CompletableFuture.supplyAsync(
            () -> train(run, "--epochs", 20, "--batch-size", 8, "--backup-every", 3));
    while (!Files.exists(run.resolve("backup/history.csv")) && !training.isDone()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    Files.move(run, folder.resolve("elsewhere"));
    Cli.Result result = training.get();
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Cli.run("report", run).code()).isZero();
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(1 + 20);
  }

  @Test
  @Timeout(120)
  void aFileInThePlaceOfTheFolderIsTold() throws Exception {
    Path run = folder.resolve("run");
    CompletableFuture<Cli.Result> training =
        CompletableFuture.supplyAsync(
            () -> train(run, "--epochs", 2000, "--batch-size", 8, "--backup-every", 3));
    while (!Files.exists(run.resolve("backup/history.csv")) && !training.isDone()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    Files.move(run, folder.resolve("elsewhere"));
    Files.writeString(run, "a user's");
    training.get().failedWith(1, run.toString(), "is a file, not a folder");
    assertThat(run).hasContent("a user's");
  }

  @Test
  void aDiskWithoutRoomForAnotherFileIsTold() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 8000, 12).orElse(null)) {
      assumeThat(disk).as("this user may mount a disk").isNotNull();
      train(disk.folder().resolve("run"))
          .failedWith(1, disk.folder().toString(), "full", "make room", "inodes");
    }
  }

  @Test
  void theLargestBatchSizeIsTheWholeTraining() {
    Cli.Result result =
        train(folder.resolve("run"), "--batch-size", Integer.MAX_VALUE, "--epochs", 2);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(
            Cli.run(
                    "train",
                    "--dataset",
                    "idx",
                    "--data",
                    data,
                    "--run",
                    folder.resolve("told"),
                    "--epochs",
                    1,
                    "--batch-size",
                    Integer.MAX_VALUE)
                .err())
        .contains("1/1");
  }

  @Test
  void aFullDiskLeavesTheEarlierRunAndNothingHalf() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 8000).orElse(null)) {
      assumeThat(disk).as("this user may mount a disk").isNotNull();
      Path run = disk.folder().resolve("run");
      assertThat(train(run).code()).isZero();
      List<Path> before = files(run);
      byte[] model = Files.readAllBytes(run.resolve("model.zip"));
      for (int kilobytes : new int[] {0, 400}) {
        disk.fillLeaving(kilobytes);
        train(run, "--seed", 2).failedWith(1, "full", "make room");
        disk.makeRoom();
        assertThat(files(run)).containsExactlyInAnyOrderElementsOf(before);
        try (Stream<Path> files = Files.walk(run)) {
          assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
        assertThat(run.resolve("model.zip")).hasBinaryContent(model);
        assertThat(Cli.run("report", run).code()).isZero();
      }
      assertThat(train(run, "--seed", 2).code()).isZero();
    }
  }

  @Test
  void aReadOnlyFolderIsTold() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 8000).orElse(null)) {
      assumeThat(disk).as("this user may mount a disk").isNotNull();
      Path run = disk.folder().resolve("run");
      assertThat(train(run).code()).isZero();
      disk.readOnly(true);
      train(run).failedWith(1, "cannot write to the run folder " + run, "read-only", "--run DIR");
      Cli.run("report", run).failedWith(1, "read-only");
      Cli.Result read = Cli.run("evaluate", "--model", run, "--dataset", "idx", "--data", data);
      assertThat(read.code()).as(read.err()).isZero();
    }
  }

  /** All but those of backups. */
  private static List<Path> files(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files.filter(file -> !file.toString().contains("backup")).toList();
    }
  }

  private Cli.Result train(Path run, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("train", "--dataset", "idx", "--data", data, "--run", run));
    arguments.addAll(List.of("--verbose", 0));
    if (!List.of(more).contains("--epochs")) {
      arguments.addAll(List.of("--epochs", 1));
    }
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }
}
