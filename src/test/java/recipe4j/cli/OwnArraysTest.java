package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.data.DataLayout;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.IdxFixture;
import recipe4j.data.LabelledImages;
import recipe4j.model.ModelFile;
import recipe4j.model.SmallModels;
import recipe4j.run.Provenance;

/** A model of a user's own tables and arrays is judged with its images as they were prepared. */
class OwnArraysTest {
  @TempDir private Path folder;

  private static Cli.Result run(Object... args) {
    Cli.Result result = Cli.run(args);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private static String test(Cli.Result result) {
    return result.out().lines().filter(line -> line.startsWith("Test ")).findFirst().orElseThrow();
  }

  private Path table(String name, LabelledImages images) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < images.count(); i++) {
      for (byte pixel : images.pixels(i)) {
        text.append(pixel & 0xFF).append(',');
      }
      text.append(images.label(i) + 1).append('\n');
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static DatasetOrigin origin(Path model) throws IOException {
    return Provenance.of(ModelFile.load(model)).dataset().origin().orElseThrow();
  }

  @Test
  void tablesAreRememberedAsTheyWereRead() throws IOException {
    table("bars_train.csv", SmallData.bars(90, 1));
    table("bars_test.csv", SmallData.bars(30, 2));
    Path run = folder.resolve("run");
    Object[] how = {"--first-label", "1", "--label-column", "last", "--transpose"};
    Cli.Result trained =
        Cli.run(
            "train",
            "--dataset",
            "csv",
            "--data",
            folder,
            "--run",
            run,
            "--epochs",
            "1",
            how[0],
            how[1],
            how[2],
            how[3],
            how[4]);
    assertThat(trained.code()).as(trained.err()).isZero();
    DatasetOrigin origin = origin(run.resolve("model.zip"));
    assertThat(origin.choice()).isEqualTo(DatasetChoice.CSV);
    assertThat(origin.layout()).isEqualTo(new DataLayout(true, 1, List.of(), "last"));
    Cli.Result evaluated = run("evaluate", run);
    assertThat(test(evaluated)).isEqualTo(test(trained));
    assertThat(evaluated.err()).contains("train 72 · validation 18 · test 30");
    assertThat(evaluated.err()).doesNotContain("warning");
    assertThat(run("calibrate", run, "--dry-run", "--no-figures", "--resamples", "5").out())
        .contains("test, 30 images");
    assertThat(run("predict", run).out()).isNotEmpty();
    assertThat(Provenance.of(ModelFile.load(run.resolve("model.zip"))).load().test().count())
        .isEqualTo(30);
    Cli.Result resumed = run("train", "--resume", run, "--epochs", "2", "--force");
    assertThat(resumed.err()).contains("train 72 · validation 18 · test 30");
    Path file = table("all.csv", SmallData.bars(90, 1));
    Cli.Result alone = run("evaluate", run, "--data", file);
    assertThat(alone.err()).contains("one image of five of every class is kept for the test");
  }

  @Test
  void arraysAreKnownByTheirFile() throws IOException {
    LabelledImages train = SmallData.bars(60, 1);
    byte[] images = new byte[60 * 324];
    byte[] labels = new byte[60];
    for (int i = 0; i < 60; i++) {
      System.arraycopy(train.pixels(i), 0, images, i * 324, 324);
      labels[i] = (byte) train.label(i);
    }
    Path file =
        Files.write(
            folder.resolve("bars.npz"),
            SmallModels.stored(
                Map.of(
                    "pictures.npy", IdxFixture.npy("|u1", "False", "(60, 324)", images),
                    "kinds.npy", IdxFixture.npy("|i1", "False", "(60,)", labels))));
    Path run = folder.resolve("run");
    Cli.run("train", "--data", file, "--run", run).failedWith(1, "name them with --keys");
    Cli.run("train", "--data", file, "--run", run, "--keys", "a")
        .failedWith(2, "two or four different names");
    run("train", "--data", file, "--keys", "pictures,kinds", "--run", run, "--epochs", "1");
    assertThat(origin(run.resolve("model.zip")).layout().keys())
        .containsExactly("pictures", "kinds");
    assertThat(run("evaluate", run).err()).contains("dataset: bars (" + file + ")");
  }

  @Test
  void aNetworkOfADescriptionIsTrained() throws IOException {
    Path like =
        Files.writeString(
            folder.resolve("net.yaml"),
            """
            class_name: Sequential
            config:
              layers:
              - class_name: InputLayer
                config: {batch_shape: [null, 18, 18, 1]}
              - class_name: Flatten
              - class_name: Dense
                config: {units: 3, activation: softmax}
            """);
    Path made = folder.resolve("new.zip");
    Cli.Result created = run("create", "--like", like, made, "--seed", "3");
    assertThat(created.out()).contains("Created " + made + " with 975 weights.");
    assertThat(created.err()).contains("names no loss; Adam and the loss that fits");
    Cli.run("create", "--like", like, made).failedWith(1, "is there already");
    Cli.run("create", "--like", like, folder.resolve("x.txt")).failedWith(2, "must be saved as");
    run("create", "--like", like, folder.resolve("new.keras"));
    Path data =
        IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    for (String name : List.of("new.zip", "new.keras")) {
      Path run = folder.resolve(name + "-run");
      run(
          "train",
          "--from",
          folder.resolve(name),
          "--dataset",
          "idx",
          "--data",
          data,
          "--run",
          run,
          "--epochs",
          "1");
      assertThat(run("summary", run).out()).contains("Total params: 975", "FLOPs", "Memory");
    }
  }
}
