package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.SmallData;
import recipe4j.data.BarPictures;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.DataOptions;
import recipe4j.datasets.Datasets;
import recipe4j.datasets.ImageFolder;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.image.Preparation;
import recipe4j.image.WrittenPictures;
import recipe4j.keras.KerasFile;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.report.RunReport;
import recipe4j.run.Provenance;
import recipe4j.train.History;
import recipe4j.train.Training;

/** A model is judged with the images of its training, unless others are named. */
class OwnDatasetTest {
  @TempDir private static Path shared;
  private static Path data;
  private static Path model;
  private static String test;

  @TempDir private Path folder;

  @BeforeAll
  static void train() throws IOException {
    data = IdxFiles.write(shared.resolve("bars"), SmallData.bars(120, 1), SmallData.bars(40, 2));
    Cli.Result trained =
        run(
            "train",
            "--dataset",
            "idx",
            "--data",
            data,
            "--run",
            shared.resolve("run"),
            "--epochs",
            "3",
            "--batch-size",
            "16",
            "--validation-split",
            "0.5");
    model = shared.resolve("run/model.zip");
    test = trained.out().lines().filter(line -> line.startsWith("Test ")).findFirst().orElseThrow();
  }

  private static Cli.Result run(Object... args) {
    Cli.Result result = Cli.run(args);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  @Test
  void nothingNeedsToBeNamed() {
    Cli.Result evaluated = run("evaluate", "--model", model);
    assertThat(evaluated.out()).contains(test);
    assertThat(evaluated.err())
        .contains("dataset: bars (" + data + "), train 60 · validation 60 · test 40")
        .doesNotContain("warning", "note");
    assertThat(run("predict", "--model", model).out())
        .isEqualTo(run("predict", "--model", model, "--dataset", "idx", "--data", data).out());
    assertThat(run("uncertainty", model, "--no-figures").out()).contains("kept, 40 in all");
    assertThat(run("calibrate", model, "--dry-run", "--no-figures", "--resamples", "5").out())
        .contains("validation, 60 images", "test, 40 images");
    Cli.Result further = run("train", "--from", model, "--epochs", "1", "--run", folder);
    assertThat(further.err()).contains("dataset: bars (" + data + ")").doesNotContain("warning");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "predict", "uncertainty", "calibrate"})
  void otherImagesAreSaid(String command) throws IOException {
    Path other =
        IdxFiles.write(folder.resolve("other"), SmallData.bars(120, 3), SmallData.bars(40, 4));
    String warning = "warning: the model was trained on bars (" + data + "), and these images are";
    assertThat(on(command, "--data", other).err()).contains(warning + " others: other (" + other);
    assertThat(on(command, "--dataset", "idx", "--data", other).err()).contains(warning);
    assertThat(on(command, "--data", data).err()).doesNotContain("warning");
    Cli.run("evaluate", "--model", model, "--dataset", "sample")
        .failedWith(1, "takes 18x18 images of 3 classes, found 28x28 of 10");
  }

  /** The same images elsewhere are the same images. */
  @Test
  void movedChangedAndGone() throws IOException {
    Path here = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(9, 2));
    Path run = folder.resolve("run");
    run("train", "--dataset", "idx", "--data", here, "--run", run, "--epochs", "1");
    Path moved = Files.move(here, folder.resolve("moved"));
    Cli.run("evaluate", "--model", run)
        .failedWith(
            1, "the images that the model was trained on can't be read", here + "", "--data");
    assertThat(run("evaluate", "--model", run, "--data", moved).err()).doesNotContain("warning");
    IdxFiles.write(here, SmallData.bars(60, 1), SmallData.bars(9, 7));
    assertThat(run("evaluate", "--model", run).err())
        .contains(
            "warning: the images of bars (" + here + ") have changed since the model was trained");
  }

  @Test
  void modelsThatDoNotTellSaySo() throws IOException {
    Path keras = folder.resolve("model.keras");
    ImageDataset sample = Datasets.load(DatasetChoice.SAMPLE, DataOptions.defaults()).dataset();
    KerasFile.write(keras, KerasCnn.create(sample.shape(), 1));
    Cli.Result result = run("evaluate", "--model", keras, "--dataset", "sample");
    assertThat(result.err())
        .contains("dataset: mnist-sample")
        .contains("note: " + keras + " does not tell what it was trained on");
  }

  /** Written by versions that kept less. */
  @Test
  void earlierModelsAreUnderstood() throws IOException {
    SavedModel saved = ModelFile.load(model);
    Map<String, Object> dataset = new LinkedHashMap<>(saved.section("dataset"));
    dataset.keySet().retainAll(List.of("name", "source", "sha256"));
    Path earlier = folder.resolve("earlier.zip");
    Map<String, Object> options = Map.of("validation-split", 0.25);
    ModelFile.save(earlier, saved.network(), Map.of("dataset", dataset, "options", options));
    Cli.Result evaluated = run("evaluate", "--model", earlier);
    assertThat(evaluated.out()).contains(test);
    assertThat(evaluated.err()).contains("train 90 · validation 30").doesNotContain("warning");
  }

  /** A stranger's model must not make this machine ask another for files. */
  @Test
  void foldersOfTheNetworkMustBeNamed() throws IOException {
    SavedModel saved = ModelFile.load(model);
    Map<String, Object> dataset = new LinkedHashMap<>(saved.section("dataset"));
    for (String far : List.of("\\\\host\\share", "//host/share", " ", "\0")) {
      dataset.put("folder", far);
      assertThat(
              Provenance.of(new SavedModel(saved.network(), Map.of("dataset", dataset)))
                  .dataset()
                  .origin()
                  .orElseThrow()
                  .folder())
          .isEmpty();
    }
  }

  /** What a Java program leaves is what the command leaves. */
  @ParameterizedTest
  @ValueSource(strings = {"SCALE", "MNIST"})
  void libraryAndCommandWriteEqualSections(Preparation preparation) throws IOException {
    Path pictures = pictures(preparation);
    Path command = folder.resolve("command");
    run(
        "train",
        "--dataset",
        "images",
        "--data",
        pictures,
        "--prepare",
        preparation,
        "--run",
        command,
        "--epochs",
        "1",
        "--batch-size",
        "16",
        "--validation-split",
        "0.25");

    Path library = folder.resolve("library");
    ImageDataset dataset = ImageFolder.load(pictures, 28, preparation, 0.25);
    MultiLayerNetwork net =
        KerasCnn.create(dataset.shape(), 1, EngineKind.AUTO, EngineOptions.defaults());
    History history = Training.of(net).epochs(1).batchSize(16).verbose(0).fit(dataset);
    RunReport.of(net, dataset, history).write(library);

    SavedModel ofCommand = ModelFile.load(command.resolve("model.zip"));
    SavedModel ofLibrary = ModelFile.load(library.resolve("model.zip"));
    for (String section : List.of("dataset", "versions")) {
      assertThat(ofLibrary.section(section)).isNotEmpty().isEqualTo(ofCommand.section(section));
    }
    assertThat(ofLibrary.sections().keySet()).isEqualTo(ofCommand.sections().keySet());
    assertThat(ofLibrary.section("history").get("loss"))
        .isEqualTo(ofCommand.section("history").get("loss"));
    assertThat(ofLibrary.section("dataset").get("classes"))
        .isEqualTo(List.of("left", "middle", "right"));

    Path picture = pictures.resolve("right/0.png");
    assertThat(run("predict", "--model", library, picture).out())
        .isEqualTo(run("predict", "--model", command, picture).out())
        .contains(preparation == Preparation.SCALE ? "scaled to 28x28" : "; ink ");
    assertThat(run("evaluate", "--model", library)).isEqualTo(run("evaluate", "--model", command));
    assertThat(run("calibrate", library, "--dry-run", "--no-figures", "--resamples", "5").out())
        .contains("validation, 12 images")
        .isEqualTo(
            run("calibrate", command, "--dry-run", "--no-figures", "--resamples", "5").out());
  }

  private Path pictures(Preparation preparation) throws IOException {
    Path pictures = BarPictures.write(folder.resolve("pictures"), 20);
    for (int i = 0; preparation == Preparation.MNIST && i < 20; i++) { // which needs ink on paper
      for (String name : List.of("left", "middle", "right")) {
        WrittenPictures.write(
            pictures.resolve(name).resolve(i + "." + List.of("png", "jpg", "bmp").get(i % 3)),
            WrittenPictures.ring(BufferedImage.TYPE_3BYTE_BGR, name.length() * 20, 90 + i));
      }
    }
    return pictures;
  }

  /** As RunReport wrote them: a number of classes, and no word on the preparation. */
  @Test
  void earlierModelsOfPicturesSayWhatIsTaken() throws IOException {
    Path pictures = BarPictures.write(folder.resolve("pictures"), 5);
    ImageDataset dataset = ImageFolder.load(pictures, 28, Preparation.SCALE, 0.2);
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("name", dataset.info().name());
    section.put("source", dataset.info().source());
    section.put("classes", 3);
    section.put("sha256", dataset.info().sha256());
    Path earlier = folder.resolve("earlier.zip");
    ModelFile.save(earlier, KerasCnn.create(dataset.shape(), 1), Map.of("dataset", section));
    Path picture = pictures.resolve("right/0.png");
    Cli.Result predicted = run("predict", earlier, picture);
    assertThat(predicted.err())
        .contains("note: the model does not tell how its pictures were prepared")
        .contains("taken is --prepare scale");
    assertThat(predicted.out()).contains("scaled to 28x28");
    assertThat(run("predict", earlier, picture, "--prepare", "scale").err())
        .doesNotContain("how its pictures were prepared");
    assertThat(run("evaluate", earlier).err()).contains("test 3").doesNotContain("warning");
  }

  /** Pictures get the size of the network. */
  @Test
  void otherSizesThan28() throws IOException {
    Path pictures = BarPictures.write(folder.resolve("pictures"), 8);
    ImageDataset dataset = ImageFolder.load(pictures, 36, Preparation.SCALE, 0.2);
    MultiLayerNetwork net = KerasCnn.create(dataset.shape(), 1);
    History history = Training.of(net).epochs(1).verbose(0).fit(dataset);
    RunReport.of(net, dataset, history).write(folder.resolve("run"));
    Cli.Result evaluated = run("evaluate", "--model", folder.resolve("run"));
    assertThat(evaluated.err()).doesNotContain("warning");
  }

  private static Cli.Result on(String command, Object... options) {
    List<Object> args = new ArrayList<>(List.of(command));
    switch (command) {
      case "evaluate", "predict" -> args.addAll(List.of("--model", model));
      case "uncertainty" -> args.addAll(List.of(model, "--no-figures"));
      default -> args.addAll(List.of(model, "--dry-run", "--no-figures", "--resamples", "5"));
    }
    args.addAll(List.of(options));
    return run(args.toArray());
  }
}
