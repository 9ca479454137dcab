package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;

/** {@code train --resume}, as a person would use it after a training was cut off. */
class ResumptionTest {
  @TempDir private static Path folder;
  private static Path data;
  private static Path whole;
  private static Path prepared;
  private static int runs;

  private Path cut;

  @BeforeAll
  static void trainWithoutInterruption() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    whole = folder.resolve("whole");
    Cli.Result result = train("--run", whole);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(whole.resolve("loss-curve.png")).isNotEmptyFile();
    assertThat(whole.resolve("backup/history.csv")).doesNotExist();
    prepared = folder.resolve("prepared");
    trainAndCutOff(prepared);
  }

  /** Three epochs of three batches; the newest backup is taken away, the one before is midway. */
  private static void trainAndCutOff(Path run, Object... further) throws IOException {
    List<Object> args = new ArrayList<>(List.of("--run", run, "--backup-every", "1"));
    args.addAll(List.of(further));
    train(args.toArray());
    Files.delete(run.resolve("backup/backup.zip"));
    Files.delete(run.resolve("backup/finished"));
    Files.delete(run.resolve("model.zip"));
    Files.delete(run.resolve("history.json"));
  }

  @BeforeEach
  void copy() throws IOException {
    cut = folder.resolve("cut" + runs++);
    try (Stream<Path> files = Files.walk(prepared)) {
      for (Path file : files.toList()) {
        Files.copy(file, cut.resolve(prepared.relativize(file)));
      }
    }
  }

  @Test
  void theResultIsThatOfAnUninterruptedTraining() throws IOException {
    Cli.Result result = Cli.run("train", "--resume", cut);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("backup.zip can't be read (it is missing)", "Resuming from epoch 3, batch 2")
        .contains("Epoch 3/3")
        .doesNotContain("Epoch 2/3");
    assertThatResultsAreEqual(cut);
    try (Stream<Path> left = Files.list(cut.resolve("backup"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("backup.zip", "backup-previous.zip", "finished");
    }
  }

  @Test
  void optionsThatDifferAreNamedAndRefused() throws IOException {
    Path config = Files.writeString(folder.resolve("other.yaml"), "seed: 9\n");
    Cli.run("train", "--resume", cut, "--batch-size", "8", "--config", config)
        .failedWith(2, "--batch-size is 16 in the run, found 8; --seed is 1 in the run, found 9");
    Cli.run("train", "--resume", cut, "--threads", "1", "--early-stopping", "3")
        .failedWith(
            2,
            "--early-stopping is none in the run, found 3",
            "--threads is 2 in the run, found 1",
            "resume with --force");
    Cli.run("train", "--resume", cut, "--preset", "callback").failedWith(2, "--epochs is 3");
  }

  @Test
  void theShufflingIsTheRunsToo() throws IOException {
    Cli.run("train", "--resume", cut, "--shuffle", "once")
        .failedWith(2, "--shuffle is every-epoch in the run, found once", "resume with --force");
    Path once = folder.resolve("once");
    Path whole = folder.resolve("once-whole");
    trainAndCutOff(once, "--shuffle", "once");
    train("--run", whole, "--shuffle", "once");
    assertThat(whole.resolve("run.json")).content().contains("\"shuffle\" : \"once\"");
    Cli.Result result = Cli.run("train", "--resume", once);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(once.resolve("history.csv")).hasSameBinaryContentAs(whole.resolve("history.csv"));
    assertThat(entry(once, "coefficients.bin"))
        .isEqualTo(entry(whole, "coefficients.bin"))
        .isNotEqualTo(entry(ResumptionTest.whole, "coefficients.bin"));
    Cli.run("train", "--shuffle", "twice")
        .failedWith(2, "'--shuffle': must be every-epoch, once or never, found twice");
  }

  @Test
  void theSameOptionsAndThoseThatOnlyPrintAreFine() throws IOException {
    Cli.Result result = Cli.run("train", "--resume", cut, "--epochs", "3", "--verbose", "2");
    assertThat(result.code()).as(result.err()).isZero();
    assertThatResultsAreEqual(cut);
  }

  @Test
  void forceGoesOnWithAnotherSetup() {
    Cli.Result result =
        Cli.run("train", "--resume", cut, "--force", "--epochs", "4", "--learning-rate", "0.002");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("warning: resuming with another setup", "--epochs is 3 in the run, found 4");
    assertThat(cut.resolve("history.csv")).content().contains("0.002").hasLineCount(5);
  }

  @Test
  void otherImagesAreRefused() throws IOException {
    Path other =
        IdxFiles.write(folder.resolve("other"), SmallData.bars(60, 3), SmallData.bars(12, 2));
    Cli.run("train", "--resume", cut, "--data", other)
        .failedWith(2, "checksums of the images: ", "resume with --force");
  }

  @Test
  void aTrainingThatHasEndedIsTrainedFurther() throws IOException {
    Path run = folder.resolve("further");
    train("--run", run, "--epochs", "2");
    Cli.run("train", "--resume", run)
        .failedWith(2, "has ended, with 2 epochs", "train --resume " + run + " --epochs 4 --force");
    Cli.Result result = Cli.run("train", "--resume", run, "--epochs", "3", "--force");
    assertThat(result.code()).as(result.err()).isZero();
    assertThatResultsAreEqual(run);
  }

  @Test
  void afterTheLastEpochTheResultsAreMade() throws IOException {
    assertThat(train("--run", cut, "--overwrite").code()).isZero();
    Files.delete(cut.resolve("backup/finished"));
    Files.delete(cut.resolve("model.zip"));
    Cli.Result result = Cli.run("train", "--resume", cut);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("Resuming from the end of the last epoch");
    assertThatResultsAreEqual(cut);
  }

  @Test
  void whatCannotGoOnSaysSoInOneLine() throws IOException {
    Cli.run("train", "--resume", folder.resolve("none"))
        .failedWith(2, "none holds no backup of a training; train with --run");
    assertThat(folder.resolve("none")).doesNotExist();
    Cli.run("train", "--force").failedWith(2, "--force needs --resume DIR");
    Cli.run("train", "--resume", cut, "--run", cut).failedWith(2, "leave out --run");
    Files.write(cut.resolve("backup/backup.zip"), new byte[0]);
    Files.write(cut.resolve("backup/backup-previous.zip"), new byte[99]);
    Cli.run("train", "--resume", cut)
        .failedWith(1, "no backup in " + cut.resolve("backup") + " can be read", "train again");
  }

  @Test
  void aNewTrainingPutsAnUnfinishedOneAside() throws IOException {
    Cli.Result result = train("--run", cut, "--epochs", "1");
    assertThat(result.err())
        .contains("An unfinished training (epoch 3, batch 2) now lies in " + cut + "/backup-old");
    Cli.Result again = train("--run", cut, "--epochs", "1");
    assertThat(again.err()).doesNotContain("unfinished");

    Files.move(cut.resolve("backup"), cut.resolve("backup-of-the-new"));
    Files.move(cut.resolve("backup-old"), cut.resolve("backup"));
    assertThat(Cli.run("train", "--resume", cut).code()).isZero();
    assertThatResultsAreEqual(cut);
  }

  @Test
  void anUnfinishedTrainingLeavesTheResultsOfTheOneBefore() throws IOException {
    Path run = folder.resolve("spoilt");
    train("--run", run);
    byte[] model = Files.readAllBytes(run.resolve("model.zip"));
    byte[] csv = Files.readAllBytes(run.resolve("history.csv"));
    byte[] plot = Files.readAllBytes(run.resolve("loss-curve.png"));
    Path checkpoint = Files.createFile(folder.resolve("file")).resolve("epoch.zip");
    Cli.Result failed = train("--run", run, "--seed", "5", "--checkpoint", checkpoint);
    assertThat(failed.code()).isEqualTo(1);
    assertThat(run.resolve("backup/history.csv")).exists();
    assertThat(run.resolve("model.zip")).hasBinaryContent(model);
    assertThat(run.resolve("history.csv")).hasBinaryContent(csv);
    assertThat(run.resolve("loss-curve.png")).hasBinaryContent(plot);
  }

  @Test
  void withoutBackupsNothingIsLeft() throws IOException {
    Path run = folder.resolve("without");
    assertThat(train("--run", run, "--no-backup").code()).isZero();
    assertThat(run.resolve("backup")).doesNotExist();
    assertThatResultsAreEqual(run);
  }

  private static Cli.Result train(Object... further) {
    List<Object> args =
        new ArrayList<>(List.of("train", "--dataset", "idx", "--data", data, "--batch-size", "16"));
    args.addAll(List.of("--threads", "2"));
    List<Object> given = List.of(further);
    if (!given.contains("--epochs")) {
      args.addAll(List.of("--epochs", "3"));
    }
    args.addAll(given);
    return Cli.run(args.toArray());
  }

  private static void assertThatResultsAreEqual(Path run) throws IOException {
    for (String entry : List.of("coefficients.bin", "updaterState.bin", "configuration.json")) {
      assertThat(entry(run, entry)).as(entry).isEqualTo(entry(whole, entry));
    }
    for (String file : List.of("history.json", "history.csv", "loss-curve.png")) {
      assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  private static byte[] entry(Path run, String name) throws IOException {
    try (ZipFile zip = new ZipFile(run.resolve("model.zip").toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }
}
