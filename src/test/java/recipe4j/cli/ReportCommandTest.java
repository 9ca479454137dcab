package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;
import recipe4j.SmallData;
import recipe4j.cli.terminal.Console;

class ReportCommandTest {
  @TempDir private static Path folder;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void train() throws IOException {
    Path data =
        IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    first = train(data, "first", "--seed", "1");
    second = train(data, "second", "--seed", "2", "--validation-split", "0");
  }

  private static Path train(Path data, String name, Object... options) {
    Cli.Result result = trainResult(data, name, options);
    assertThat(result.code()).as(result.err()).isZero();
    return folder.resolve(name);
  }

  private static Cli.Result trainResult(Path data, String name, Object... options) {
    Path run = folder.resolve(name);
    Object[] fixed = {
      "train",
      "--dataset",
      "idx",
      "--data",
      data,
      "--run",
      run,
      "--epochs",
      "2",
      "--batch-size",
      "16",
      "--verbose",
      "0",
      "--mirror",
      "ftp://user:secret@mirror.invalid/"
    };
    Object[] all = java.util.Arrays.copyOf(fixed, fixed.length + options.length);
    System.arraycopy(options, 0, all, fixed.length, options.length);
    return Cli.run(all);
  }

  @Test
  void runJsonHasEveryOptionOfTrain() throws IOException {
    JsonNode options =
        new ObjectMapper().readTree(first.resolve("run.json").toFile()).get("options");
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true);
    var train = Commands.create(new Console(nowhere, nowhere, false)).getSubcommands().get("train");
    for (OptionSpec option : train.getCommandSpec().options()) {
      String name = option.longestName().substring(2);
      assertThat(options.has(name) || option.usageHelp() || option.versionHelp()).as(name).isTrue();
    }
    assertThat(options.get("seed").asLong()).isEqualTo(1);
    assertThat(options.get("batch-size").asInt()).isEqualTo(16);
    assertThat(options.get("dataset").asText()).isEqualTo("idx");
    assertThat(options.get("learning-rate").isNull()).isTrue();
    assertThat(options.get("mirror").get(0).asText()).isEqualTo("ftp://mirror.invalid/");
  }

  @Test
  void makesThePageOfOneRunAgain() throws IOException {
    Path page = first.resolve("report.html");
    String before = Files.readString(page);
    Files.delete(page);
    Files.delete(first.resolve("plots/loss.png"));
    Cli.Result result = Cli.run("report", first);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains(page.toString());
    assertThat(Files.readString(page)).isEqualTo(before);
    assertThat(first.resolve("plots/loss.png")).isNotEmptyFile();
  }

  @Test
  void comparesRuns() throws IOException {
    Path page = folder.resolve("pages/both.html");
    Cli.Result result = Cli.run("report", first, second, "--output", page);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readString(page)).contains("2 runs compared", "validation-split");
  }

  @Test
  void aTrainingThatDivergesLeavesAPageToo() throws IOException {
    Cli.Result result = trainResult(folder.resolve("bars"), "diverged", "--learning-rate", "1e30");
    assertThat(result.code()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("diverged/report.html")))
        .contains("diverged", "not asked about the test images");
  }

  @Test
  void badFoldersAreToldInOneLine() throws IOException {
    Path missing = folder.resolve("missing");
    Cli.run("report", missing).failedWith(1, "no run folder at " + missing);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Cli.run("report", first, empty).failedWith(1, "holds no run.json");
  }

  @Test
  void byDefaultThePageOfTheLatestRun() throws Exception {
    Cli.process(folder, "report").failedWith(1, "no run folder at runs/latest");
    Path latest = folder.resolve("runs/latest");
    Files.createDirectories(latest.getParent());
    Files.createSymbolicLink(latest, first.toRealPath());
    Cli.Result result = Cli.process(folder, "report");
    assertThat(result.out()).isEqualTo("Written to runs/latest/report.html\n");
  }
}
