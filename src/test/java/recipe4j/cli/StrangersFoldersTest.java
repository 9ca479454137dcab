package recipe4j.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.SmallData;
import recipe4j.io.Pipes;

/** A run folder from a stranger leads nowhere else, and a user's own folder keeps what is in it. */
class StrangersFoldersTest {
  @TempDir private static Path shared;
  private static Path data;

  @TempDir private Path folder;
  private Path run;
  private Path outside;

  @BeforeAll
  static void aRunToCopy() throws IOException {
    data = IdxFiles.write(shared.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    Cli.Result result = train(shared.resolve("run"));
    assertThat(result.code()).as(result.err()).isZero();
  }

  @BeforeEach
  void aRunAndWhatLiesBesideIt() throws IOException {
    run = folder.resolve("run");
    outside = Files.createDirectory(folder.resolve("outside"));
    for (String name :
        new String[] {
          "loss.svg", "loss.png", ".a-b.tmp", "history.csv", "backup.zip", "finished", "model.zip"
        }) {
      Files.writeString(outside.resolve(name), "precious");
    }
    Files.writeString(outside.resolve(".x-0123456789abcdef.recipe4j.tmp"), "precious");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plots", ".run-writing", ".run-ready"})
  void reportWritesThroughNoLink(String name) throws IOException {
    trained();
    removeAll(run.resolve(name));
    Files.createSymbolicLink(run.resolve(name), outside);
    Files.writeString(outside.resolve("files"), "run.json");
    Map<String, String> before = contents(outside);
    Cli.run("report", run).failedWith(1, run.resolve(name).toString(), "found a link");
    train().failedWith(1, run.resolve(name).toString(), "found a link");
    assertThat(contents(outside)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "backup-old"})
  void trainWritesThroughNoLink(String name) throws IOException {
    trained();
    if (name.equals("backup-old")) { // is needed where a training is unfinished
      Files.delete(run.resolve("backup/finished"));
    }
    removeAll(run.resolve(name));
    Files.createSymbolicLink(run.resolve(name), outside);
    Map<String, String> before = contents(outside);
    train().failedWith(1, run.resolve(name).toString(), "found a link");
    assertThat(contents(outside)).isEqualTo(before);
  }

  /** Files that are links are replaced; what they lead to stays. */
  @Test
  void filesThatAreLinksAreReplaced() throws IOException {
    trained();
    for (String name : new String[] {"history.csv", "model.zip", "report.html", "plots/loss.svg"}) {
      Files.delete(run.resolve(name));
      Files.createSymbolicLink(run.resolve(name), outside.resolve("history.csv"));
    }
    Files.createSymbolicLink(run.resolve("backup/history.csv"), outside.resolve("history.csv"));
    Files.createSymbolicLink(run.resolve("backup/loss-curve.png"), outside.resolve("nothing"));
    Map<String, String> before = contents(outside);
    assertThat(train().code()).isZero();
    assertThat(contents(outside)).isEqualTo(before);
    assertThat(Files.isSymbolicLink(run.resolve("model.zip"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.json", "history.json", "assessment.json"})
  void whatLeadsOutIsNotRead(String name) throws IOException {
    trained();
    Files.deleteIfExists(run.resolve(name));
    Path secret = Files.writeString(folder.resolve("secret.json"), "{}");
    Files.createSymbolicLink(run.resolve(name), secret);
    Cli.run("report", run).failedWith(1, run.resolve(name).toString(), "a link that leads out");
  }

  @Test
  void aHiddenFolderOfAStrangersMovesNothingButARun() throws IOException {
    trained();
    Files.createSymbolicLink(run.resolve("home"), outside);
    Path ready = Files.createDirectories(run.resolve(".run-ready/home"));
    Files.writeString(ready.resolve("model.zip"), "evil");
    Files.writeString(run.resolve(".run-ready/evil.sh"), "evil");
    for (String name : new String[] {"run.json", "history.json"}) {
      Files.move(run.resolve(name), run.resolve(".run-ready").resolve(name));
    }
    Files.writeString(
        run.resolve(".run-ready/files"), "run.json\nhistory.json\nhome/model.zip\nevil.sh");
    Map<String, String> before = contents(outside);
    assertThat(Cli.run("report", run).code()).isZero();
    assertThat(contents(outside)).isEqualTo(before);
    assertThat(run.resolve("evil.sh")).doesNotExist();
  }

  @Test
  void theRunFolderItselfMayBeALink() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(run, real);
    assertThat(train().code()).isZero();
    assertThat(Cli.run("report", run).code()).isZero();
    assertThat(real.resolve("report.html")).isNotEmptyFile();
    assertThat(train().code()).isZero();
  }

  /** As with --run . : what has other names than ours stays. */
  @Test
  void aUsersOwnFilesStay() throws IOException {
    for (String name : new String[] {"", "backup", "backup-old", "plots"}) {
      Path own = Files.createDirectories(run.resolve(name));
      Files.writeString(own.resolve("thesis.txt"), "precious");
      Files.writeString(own.resolve(".thesis.txt-1a2b.tmp"), "precious");
      Files.createDirectory(own.resolve("photos"));
    }
    Map<String, String> before = contents(run);
    Cli.Result first = train("--overwrite");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(train().code()).isZero();
    assertThat(contents(run)).containsAllEntriesOf(before);
    Files.delete(run.resolve("backup/finished"));
    train().failedWith(1, run.resolve("backup-old").toString(), "move it away");
    assertThat(contents(run)).containsAllEntriesOf(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup/history.csv",
        "backup/backup.zip",
        "backup/finished",
        "backup-old/backup.zip"
      })
  void aUsersOwnBackupIsNotCleared(String name) throws IOException {
    Path own = run.resolve(name);
    Files.createDirectories(own.getParent());
    Files.writeString(own, "precious");
    for (int i = 0; i < 2; i++) {
      train().failedWith(1, run + " holds " + name + " and is no run folder", "--overwrite");
    }
    assertThat(own).hasContent("precious");
  }

  /** Killed before its first backup: nothing but the lock tells whose folder it is. */
  @Test
  void whatAKilledTrainingLeftIsCleared() throws IOException {
    Path left = Files.createDirectories(run.resolve("backup")).resolve("history.csv");
    Files.writeString(left, "");
    Files.writeString(
        run.resolve(".lock"), "process 7 (recipe4j train, on x) of user a on b, since c");
    assertThat(train().code()).isZero();
    assertThat(left).doesNotExist();
  }

  @Test
  void aUsersOwnFigureIsNotReplaced() throws IOException {
    Path own = Files.createDirectories(run.resolve("plots")).resolve("loss.svg");
    Files.writeString(own, "precious");
    train().failedWith(1, run + " holds plots/loss.svg and is no run folder", "--overwrite");
    assertThat(own).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run.json", "assessment.json", "history.json", ".lock", ".run-ready/files"})
  void pipesAreNotWaitedFor(String name) throws Exception {
    trained();
    Files.createDirectories(run.resolve(name).getParent());
    Files.deleteIfExists(run.resolve(name));
    Pipes.make(run.resolve(name));
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          Cli.Result result = Cli.run("report", run);
          if (name.endsWith(".json")) {
            result.failedWith(1, run.resolve(name).toString());
          }
        });
  }

  @Test
  void whatIsNoFileInThePlaceOfAModelIsNotCalledMissing() throws Exception {
    Files.createDirectory(run);
    Path model = run.resolve("model.zip");
    Pipes.make(model);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            Cli.run("summary", run)
                .failedWith(1, model + ": a regular file must be named, found a pipe or a device"));
    Files.delete(model);
    Files.createSymbolicLink(model, run.resolve("nowhere"));
    Cli.run("summary", run).failedWith(1, model + ": ", "found a link that leads nowhere");
    Files.delete(model);
    Files.createDirectory(model);
    Cli.run("summary", run).failedWith(1, "no model file at " + model + ", found a folder;");
    Files.delete(model);
    Cli.run("summary", run).failedWith(1, "no model file at " + run + ", found a folder;");
  }

  private void trained() throws IOException {
    Copies.copy(shared.resolve("run"), run);
  }

  private Cli.Result train(Object... more) {
    return train(run, more);
  }

  private static Cli.Result train(Path run, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("train", "--dataset", "idx", "--data", data, "--run", run));
    arguments.addAll(List.of("--verbose", 0, "--epochs", 1));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private static void removeAll(Path place) throws IOException {
    if (Files.exists(place)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Map<String, String> contents(Path place) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.toList()) {
        boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        contents.put(
            place.relativize(file).toString(),
            regular ? new String(Files.readAllBytes(file), ISO_8859_1) : "");
      }
    }
    return contents;
  }
}
