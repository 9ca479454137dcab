package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;

/** The commands as a person would run them, on a small drawn dataset. */
class CommandsTest {
  @TempDir private static Path folder;
  private static Path data;
  private static Path model;
  private static Cli.Result trained;

  @BeforeAll
  static void train() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    model = folder.resolve("run/model.zip");
    Path config =
        Files.writeString(folder.resolve("recipe.yaml"), "epochs: 9\nbatch-size: 16\nseed: 0\n");
    trained =
        Cli.run(
            "--config",
            config,
            "--epochs",
            "2",
            "--dataset",
            "idx",
            "--data",
            data,
            "--run",
            folder.resolve("run"));
  }

  @Test
  void trainPrintsProgressToErrAndResultsToOut() {
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("Epoch 2/2", "3/3 ━", "val_loss").doesNotContain("WARN");
    assertThat(trained.out())
        .contains("epoch = 0, loss = ", "epoch = 1, loss = ", "● loss", "Best epoch")
        .containsPattern("Test accuracy: [\\d.]+ - loss: [\\d.]+");
    assertThat(folder.resolve("run/loss-curve.png")).isNotEmptyFile();
    assertThat(folder.resolve("run/history.csv")).isNotEmptyFile();
  }

  @Test
  void evaluateFindsWhatTrainFound() {
    Cli.Result result = Cli.run("evaluate", "--model", model, "--dataset", "idx", "--data", data);
    assertThat(result.code()).isZero();
    String test = result.out().lines().findFirst().orElseThrow();
    assertThat(trained.out()).contains(test);
  }

  @Test
  void predictPrintsRowsThatSumToOne() {
    Cli.Result result = predict("--temperature", "0.6");
    assertThat(result.code()).as(result.err()).isZero();
    String[] lines = result.out().lines().toArray(String[]::new);
    assertThat(lines).hasSize(24);
    assertThat(lines[0]).isEqualTo("temperature 0.6");
    for (String line : Arrays.copyOfRange(lines, 14, 24)) {
      String[] cells = line.strip().split("\\s+", -1);
      double sum =
          Arrays.stream(cells).skip(cells.length - 3).mapToDouble(Double::parseDouble).sum();
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void predictAtTheLimits() {
    assertThat(predict("--temperature", "0").out()).contains("1.00000000");
    assertThat(predict("--temperature", "inf").out()).contains("0.33333333");
    assertThat(predict("--compare").out()).contains("0.25", "∞");
    assertThat(predict("--draw", "5").out())
        .contains("drawn")
        .isEqualTo(predict("--draw", "5").out());
  }

  @Test
  void predictReadsIdxFiles() {
    Cli.Result result =
        Cli.run(
            "predict", "--model", model, "--first", "3", data.resolve("t10k-images-idx3-ubyte"));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines().toArray(String[]::new)).hasSize(10);
  }

  @Test
  void summaryOfAModelAndOfTheRecipe() {
    assertThat(Cli.run("summary").out()).contains("93,322");
    assertThat(Cli.run("summary", "--model", model).out()).contains("dense_1 (Dense)", "(None, 3)");
  }

  @Test
  void trainGoesOnFromAModel() {
    Cli.Result result =
        Cli.run(
            "train",
            "--from",
            model,
            "--epochs",
            "1",
            "--batch-size",
            "16",
            "--verbose",
            "2",
            "--dataset",
            "idx",
            "--data",
            data,
            "--run",
            folder.resolve("again"));
    assertThat(result.code()).as(result.err()).isZero();
  }

  @Test
  void helpAndVersion() {
    assertThat(Cli.run("--help").out()).contains("train", "evaluate", "predict", "data", "summary");
    Cli.Result help = Cli.run("train", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("--batch-size", "Default: 128", "Exit codes");
    assertThat(Cli.run("--version").out()).contains("recipe4j", "1.0.0-M2.1");
    assertThat(Cli.run("generate-completion").out()).contains("complete");
  }

  @Test
  @Tag("slow")
  void doctorPassesItsSelfTest() {
    Cli.Result result = Cli.run("doctor");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("processor", "oneDNN", "self-test       passed", "images/s");
  }

  @Test
  void dataListsThePlaces() {
    Cli.Result result = Cli.run("data", "--data", data);
    assertThat(result.out()).contains("wrong checksum", data.toString());
    assertThat(result.code()).isEqualTo(1);
  }

  private static Cli.Result predict(String... options) {
    Object[] args = {"predict", "--model", model, "--dataset", "idx", "--data", data};
    Object[] all = Arrays.copyOf(args, args.length + options.length);
    System.arraycopy(options, 0, all, args.length, options.length);
    return Cli.run(all);
  }
}
