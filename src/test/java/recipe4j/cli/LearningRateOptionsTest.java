package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.SmallData;
import recipe4j.regression.LossCurve;

/** What sets the learning rate: one option alone, and never in silence another. */
class LearningRateOptionsTest {
  private static final double RATE = 1e-3;

  @TempDir private static Path shared;
  private static Path data;
  private static Path scheduled;
  private static Path constant;

  @TempDir private Path folder;

  @BeforeAll
  static void train() throws IOException {
    data = IdxFiles.write(shared.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    scheduled = shared.resolve("scheduled");
    constant = shared.resolve("constant");
    assertThat(rates(scheduled, "--schedule", "piecewise:0=1e-3,1=1e-4,3=1e-5"))
        .containsExactly(RATE, 1e-4);
    assertThat(rates(constant, "--learning-rate", "0.004")).containsExactly(0.004, 0.004);
  }

  private static Cli.Result train(Path run, Object... options) {
    List<Object> args = new ArrayList<>(List.of("train", "--dataset", "idx", "--data", data));
    args.addAll(List.of("--run", run, "--batch-size", "16", "--verbose", "0", "--threads", "1"));
    if (!List.of(options).contains("--epochs")) {
      args.addAll(List.of("--epochs", "2"));
    }
    args.addAll(List.of(options));
    return Cli.run(args.toArray());
  }

  private static double[] rates(Path run, Object... options) {
    Cli.Result result = train(run, options);
    assertThat(result.code()).as(result.err()).isZero();
    return ratesOf(run);
  }

  private static double[] ratesOf(Path run) {
    try {
      return LossCurve.read(run.resolve("history.csv")).learningRates().orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--learning-rate 0.01 --schedule recipe | | --learning-rate 0.01 and --schedule recipe both set the learning rate; leave one out",
        "--preset schedule --learning-rate 0.01 | | --learning-rate 0.01 and --schedule recipe (of --preset schedule) both",
        "--preset SCHEDULE --learning-rate 0.01 | | --schedule recipe (of --preset schedule) both",
        "--schedule recipe | learning-rate: 0.01 | --learning-rate 0.01 (of the configuration file) and --schedule recipe both",
        "--learning-rate 0.01 | schedule: recipe | --schedule recipe (of the configuration file) both",
        "--epochs 2 | {schedule: recipe, learning-rate: 0.01} | both set the learning rate",
        "--learning-rate 0.01 | preset: schedule | --schedule recipe (of --preset schedule) both",
        "--schedule recipe --reduce-lr-on-plateau 0.1:3 --learning-rate 1 | | both set the learning rate",
        "--preset schedule --reduce-lr-on-plateau 0.1:3 | | --reduce-lr-on-plateau and --schedule both set",
        "--schedule step:rate=1 | | must be step:rate=R,factor=F,every=N[,unit=epoch|iteration]: factor is missing",
        "--schedule linear | | must be one of constant, recipe, piecewise, step",
      })
  void twoThatSetItAreNamed(String options, String config, String message) throws IOException {
    List<Object> args = new ArrayList<>(List.of(options.split(" ", -1)));
    if (config != null) {
      args.addAll(List.of("--config", Files.writeString(folder.resolve("c.yaml"), config)));
    }
    train(folder.resolve("run"), args.toArray()).failedWith(2, message);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aPresetsScheduleCanBeLeftOut() throws IOException {
    assertThat(
            rates(
                folder,
                "--preset",
                "schedule",
                "--schedule",
                "constant",
                "--learning-rate",
                "0.01"))
        .containsExactly(0.01, 0.01);
    Path config = Files.writeString(folder.resolve("c.yaml"), "schedule: constant\n");
    assertThat(rates(folder, "--preset", "schedule", "--config", config))
        .containsExactly(RATE, RATE);
    assertThat(rates(folder, "--learning-rate", "0.01", "--reduce-lr-on-plateau", "0.5:9"))
        .containsExactly(0.01, 0.01);
  }

  @Test
  void everyScheduleOfTheLibrary() throws IOException {
    assertThat(rates(folder, "--schedule", "step:rate=0.01,factor=0.1,every=1"))
        .containsExactly(0.01, 0.001);
    assertThat(folder.resolve("run.json"))
        .content()
        .contains("\"schedule\" : \"step:rate=0.01,factor=0.1,every=1\"");
    assertThat(rates(folder, "--schedule", "exponential:rate=0.01,factor=0.25,every=2"))
        .containsExactly(new double[] {0.01, 0.005}, within(1e-12));
    assertThat(rates(folder, "--schedule", "polynomial:rate=0.01,end=0,over=2,power=2"))
        .containsExactly(new double[] {0.01, 0.0025}, within(1e-12));
    assertThat(rates(folder, "--schedule", "cosine:rate=0.01,over=2"))
        .containsExactly(new double[] {0.01, 0.005}, within(1e-12));
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"), "schedule: 'Piecewise: 3=1e-4, 0=0.01, unit=Iteration'\n");
    assertThat(rates(folder, "--config", config)[1]).isEqualTo(1e-4);
  }

  /** What a model brings along is neither dropped nor mixed with another rate in silence. */
  @Test
  void theScheduleOfTheModelToStartFrom() throws IOException {
    Path model = scheduled.resolve("model.zip");
    Cli.Result kept = train(folder, "--from", model, "--initial-epoch", "2", "--epochs", "4");
    assertThat(kept.err()).contains("Learning rate: by the schedule of " + model);
    assertThat(ratesOf(folder)).containsExactly(1e-4, 1e-5);
    assertThat(rates(folder, "--from", model, "--schedule", "step:rate=0.01,factor=0.1,every=1"))
        .containsExactly(0.01, 0.001);
    assertThat(rates(folder, "--from", model, "--schedule", "constant", "--learning-rate", "0.02"))
        .containsExactly(0.02, 0.02);
    train(folder, "--from", model, "--learning-rate", "0.02")
        .failedWith(2, "--learning-rate 0.02 would end the schedule of " + model);
    train(folder, "--from", model, "--schedule", "constant")
        .failedWith(2, "--schedule constant needs --learning-rate R, as " + model + " has a");
    train(folder, "--from", model, "--reduce-lr-on-plateau", "0.1:3")
        .failedWith(1, "a learning rate that comes from a schedule cannot be set");
    Path own = constant.resolve("model.zip");
    assertThat(rates(folder, "--from", own)).containsExactly(0.004, 0.004);
    assertThat(rates(folder, "--from", own, "--learning-rate", "0.02")).containsExactly(0.02, 0.02);
  }

  @Test
  void aRunGoesOnWithItsOwn() throws IOException {
    assertThat(resumed("scheduled")).containsExactly(RATE, 1e-4, 1e-4, 1e-5);
    assertThat(resumed("constant")).containsExactly(0.004, 0.004, 0.004, 0.004);
    Cli.run("train", "--resume", copy("scheduled"), "--learning-rate", "0.01")
        .failedWith(2, "--learning-rate is none in the run, found 0.01; --schedule is piecewise:");
    assertThat(resumed("scheduled", "--learning-rate", "0.01"))
        .containsExactly(RATE, 1e-4, 0.01, 0.01);
    assertThat(resumed("constant", "--schedule", "recipe"))
        .containsExactly(0.004, 0.004, RATE, RATE);
    assertThat(resumed("scheduled", "--schedule", "constant"))
        .containsExactly(RATE, 1e-4, RATE, RATE);
    Cli.run("train", "--resume", copy("constant"), "--schedule", "recipe", "--learning-rate", "1")
        .failedWith(2, "--learning-rate 1.0 and --schedule recipe both set the learning rate");
  }

  private double[] resumed(String run, Object... options) throws IOException {
    Path copy = copy(run);
    List<Object> args = new ArrayList<>(List.of("train", "--resume", copy, "--epochs", "4"));
    args.add("--force");
    args.addAll(List.of(options));
    Cli.Result result = Cli.run(args.toArray());
    assertThat(result.code()).as(result.err()).isZero();
    return ratesOf(copy);
  }

  private Path copy(String run) throws IOException {
    Path copy = Files.createTempDirectory(folder, run);
    Files.createDirectory(copy.resolve("backup"));
    for (String file : List.of("backup.zip", "finished")) {
      Files.copy(shared.resolve(run).resolve("backup/" + file), copy.resolve("backup/" + file));
    }
    return copy;
  }
}
