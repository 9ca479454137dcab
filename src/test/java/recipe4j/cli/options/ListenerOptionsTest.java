package recipe4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.SmallData;
import recipe4j.cli.Cli;
import recipe4j.cli.IdxFiles;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;

class ListenerOptionsTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
  }

  @Test
  void aFlagThatAFileHasSetStaysSet() throws IOException {
    Path config = Files.writeString(folder.resolve("flag.yaml"), "save-best-only: true\n");
    Cli.run("train", "--config", config, "--save-best-only")
        .failedWith(2, "--save-best-only needs --checkpoint FILE");
  }

  @Test
  void checkpointsStopsAndRestores() throws IOException {
    Path checkpoints = folder.resolve("kept");
    Path logs = folder.resolve("logs");
    Cli.Result result =
        train(
            "--checkpoint",
            checkpoints + "/m-{epoch:02d}-{val_loss:.3f}.zip",
            "--save-best-only",
            "--early-stopping",
            "1",
            "--min-delta",
            "1000",
            "--restore-best-weights",
            "--tensorboard",
            logs);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains(
            "Epoch 2/9",
            "Stopped: val_loss has not improved enough since epoch 1; early stopping after epoch 2",
            "Restored the weights of epoch 1")
        .doesNotContain("Epoch 3/9");
    assertThat(result.out()).contains("epoch = 1, loss = ");
    List<Path> kept = files(checkpoints);
    assertThat(kept).isNotEmpty();
    assertThat(kept.get(0).getFileName().toString()).startsWith("m-01-");
    SavedModel best = ModelFile.load(kept.get(0));
    SavedModel last = ModelFile.load(folder.resolve("run/model.zip"));
    assertThat(best.network().params()).isEqualTo(last.network().params());
    assertThat(best.section("dataset")).isEqualTo(last.section("dataset")).isNotEmpty();
    assertThat(last.section("options"))
        .containsEntry("early-stopping", 1)
        .containsEntry("monitor", "val_loss")
        .containsEntry("restore-best-weights", true);
    assertThat(files(logs.resolve("train"))).hasSize(1);
    assertThat(files(logs.resolve("validation"))).hasSize(1);
    assertThat(
            Cli.run("evaluate", "--model", kept.get(0), "--dataset", "idx", "--data", data).out())
        .startsWith("Test accuracy");
  }

  @Test
  void reducesTheRateOnAPlateau() {
    Cli.Result result =
        train(
            "--epochs",
            "3",
            "--learning-rate",
            "1e-9",
            "--monitor",
            "accuracy",
            "--reduce-lr-on-plateau",
            "0.5:1");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err().lines().filter(line -> line.contains("learning_rate")))
        .satisfiesExactly(
            first -> assertThat(first).endsWith("learning_rate: 1.0000e-09"),
            second -> assertThat(second).endsWith("learning_rate: 1.0000e-09"),
            third -> assertThat(third).endsWith("learning_rate: 5.0000e-10"));
  }

  @ParameterizedTest
  @CsvSource({
    "'--early-stopping 2 --monitor val_acc', '--monitor must be one of accuracy, loss, val_accuracy, val_loss, found val_acc'",
    "'--early-stopping 2 --validation-split 0', 'must be one of accuracy, loss, as nothing validates with --validation-split 0, found val_loss'",
    "'--early-stopping -1', 'must be at least 0, found -1'",
    "'--save-best-only', '--save-best-only needs --checkpoint FILE'",
    "'--restore-best-weights', 'need --early-stopping PATIENCE'",
    "'--early-stopping 1 --min-delta NaN', 'must be finite, found NaN'",
    "'--reduce-lr-on-plateau 2:3', 'must be a factor between 0 and 1 and epochs, such as 0.2:5, found 2:3'",
    "'--reduce-lr-on-plateau 0.0:3', 'found 0.0:3'",
    "'--reduce-lr-on-plateau 0.1:3 --schedule recipe', 'both set the learning rate; leave one out'",
    "'--checkpoint model.pt', 'a checkpoint must end in .zip, .keras, .h5 or .weights.h5, found model.pt'",
    "'--checkpoint {epoch:x}.zip', 'a number is written as :d, :02d or :.1f, found :x'"
  })
  void optionsThatDoNotGoTogether(String options, String message) {
    List<Object> args = new ArrayList<>(List.of("train", "--run", folder.resolve("run")));
    args.addAll(List.of(options.split(" ", -1)));
    Cli.run(args.toArray()).failedWith(2, message);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void anUnknownFieldOfTheNameIsToldBeforeTheFirstEpoch() {
    Cli.Result result = train("--checkpoint", folder + "/{val_acc}.zip");
    result.failedWith(1, "the file name may have the fields epoch, accuracy, loss, val_accuracy");
    assertThat(result.err()).doesNotContain("Epoch 1/9");
  }

  private Cli.Result train(Object... options) {
    List<Object> args =
        new ArrayList<>(
            List.of("train", "--epochs", "9", "--batch-size", "16", "--dataset", "idx"));
    args.addAll(List.of("--data", data, "--run", folder.resolve("run")));
    for (int i = 0; i < options.length; i++) {
      if (options[i].equals("--epochs")) {
        args.set(2, options[++i]);
      } else {
        args.add(options[i]);
      }
    }
    return Cli.run(args.toArray());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
