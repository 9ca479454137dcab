package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.SmallData;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.run.Backup;
import recipe4j.run.BackupFolder;

/**
 * A run folder of somebody else's goes on, but writes nowhere else and asks no server of its own.
 */
class RunPlacesTest {
  @TempDir private static Path folder;
  private static Path data;
  private static Path trained;
  private static int runs;

  private Path run;
  private Path outside;

  @BeforeAll
  static void train() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    trained = folder.resolve("trained");
    Cli.Result result =
        Cli.run(
            "train",
            "--run",
            trained,
            "--dataset",
            "idx",
            "--data",
            data,
            "--epochs",
            1,
            "--verbose",
            0,
            "--threads",
            2);
    assertThat(result.code()).as(result.err()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    Path place = Files.createDirectory(folder.resolve("case" + runs++));
    run = place.resolve("run");
    outside = Files.createDirectory(place.resolve("outside"));
    try (Stream<Path> files = Files.walk(trained)) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(trained.relativize(file)));
      }
    }
  }

  @Test
  void aCheckpointOutsideIsWrittenOnlyWhereItIsGivenAgain() throws IOException {
    Path best = Files.writeString(outside.resolve("best.zip"), "precious");
    keep("checkpoint", best);
    resume()
        .failedWith(
            2,
            "--checkpoint %s comes from the run's backup and lies outside the run folder"
                .formatted(best),
            "give --checkpoint again to write there");
    assertThat(best).hasContent("precious");
    Path config = Files.writeString(outside.resolve("c.yaml"), "checkpoint: " + best + "\n");
    assertThat(resume("--config", config).code()).isZero();
    assertThat(Files.size(best)).isGreaterThan(1000);
    Files.writeString(best, "precious");
    Cli.Result again = resume("--checkpoint", best, "--epochs", 3);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Files.size(best)).isGreaterThan(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensorboard", "cache"})
  void aFolderOutsideIsFilledOnlyWhereItIsGivenAgain(String option) throws IOException {
    Path place = outside.resolve("new");
    keep(option, place);
    resume().failedWith(2, "--%s %s comes from the run's backup".formatted(option, place));
    assertThat(outside).isEmptyDirectory();
    assertThat(resume("--" + option, place).code()).isZero();
  }

  @Test
  void everyPlaceOutsideIsNamedAtOnce() throws IOException {
    keep("checkpoint", outside.resolve("a.zip"), "tensorboard", outside);
    resume().failedWith(2, "--checkpoint ", "; --tensorboard ");
    resume("--tensorboard", outside).failedWith(2, "--checkpoint ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"link/best.zip", "../outside/best.zip", "{epoch}/best.zip", "none.zip"})
  void noDetourLeadsOut(String name) throws IOException {
    Files.createSymbolicLink(run.resolve("link"), outside);
    Files.createSymbolicLink(run.resolve("2"), outside);
    Files.createSymbolicLink(run.resolve("none.zip"), outside.resolve("none.zip"));
    keep("checkpoint", run + "/" + name);
    resume().failedWith(2, "lies outside the run folder");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aLinkInAFolderToBeFilledLeadsOut() throws IOException {
    Path curves = Files.createDirectory(run.resolve("curves"));
    Files.createSymbolicLink(curves.resolve("train"), outside);
    keep("tensorboard", curves);
    resume().failedWith(2, "--tensorboard " + curves, "lies outside the run folder");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void placesInTheRunFolderAreTakenOver() throws IOException {
    keep("checkpoint", run.resolve("kept/e{epoch:02d}.zip"), "tensorboard", run.resolve("curves"));
    Cli.Result result = resume();
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(run.resolve("kept/e02.zip")).isNotEmptyFile();
    assertThat(run.resolve("curves/train")).isNotEmptyDirectory();
  }

  /** Several mirrors are kept as a list, one that a stranger wrote may be a text. */
  @Test
  void noOtherServerIsAskedThanTheUserNames() throws IOException {
    for (Object mirror : new Object[] {"http://127.0.0.1:9/", List.of("http://127.0.0.1:9/")}) {
      keep("mirror", mirror);
      resume()
          .failedWith(2, "--mirror ", "http://127.0.0.1:9/", "give --mirror again", "or --offline");
    }
    assertThat(resume("--mirror", "http://127.0.0.1:9/").code()).isZero();
    keep("mirror", List.of("http://127.0.0.1:9/"));
    assertThat(resume("--offline", "--epochs", 3).code()).isZero();
  }

  @Test
  void aBackupCannotForceItself() throws IOException {
    keep("force", true, "seed", 7);
    Cli.run("train", "--resume", run, "--epochs", 2).failedWith(2, "resume with --force");
  }

  @Test
  void theLineThatTellsTheWayOnWorks() throws IOException {
    Path best = outside.resolve("e{epoch}.zip");
    keep("checkpoint", best);
    Cli.run("train", "--resume", run, "--checkpoint", best)
        .failedWith(
            2,
            "to train it further: recipe4j train --resume %s --epochs 2 --force --checkpoint '%s';"
                .formatted(run, best));
    Files.createDirectory(outside.resolve("e2.zip")); // so that the training fails on its way
    resume("--checkpoint", best)
        .failedWith(
            1, "resume with: recipe4j train --resume %s --checkpoint '%s'".formatted(run, best));
    Files.delete(outside.resolve("e2.zip"));
    Cli.Result goneOn = Cli.run("train", "--resume", run, "--checkpoint", best);
    assertThat(goneOn.code()).as(goneOn.err()).isZero();
    assertThat(outside.resolve("e2.zip")).isNotEmptyFile();
  }

  private Cli.Result resume(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", "--resume", run, "--force"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--epochs")) {
      arguments.addAll(List.of("--epochs", 2));
    }
    return Cli.run(arguments.toArray());
  }

  /** Puts options into the backup, as another command, or somebody by hand, could have. */
  private void keep(Object... options) throws IOException {
    BackupFolder backups = BackupFolder.at(run.resolve("backup"));
    Backup backup = backups.newest(text -> {}).orElseThrow();
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>(backup.sections());
    Map<String, Object> kept = new LinkedHashMap<>(backup.section("options"));
    for (int i = 0; i < options.length; i += 2) {
      Object value = options[i + 1];
      kept.put(options[i].toString(), value instanceof Path ? value.toString() : value);
    }
    sections.put("options", kept);
    MultiLayerNetwork net = backup.network(EngineKind.AUTO, EngineOptions.defaults());
    backups.save(net, backup.state(), sections);
    backups.finish();
  }
}
