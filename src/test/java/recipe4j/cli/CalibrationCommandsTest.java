package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.data.LabelledImages;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.keras.KerasFile;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;

/** The commands `calibrate`, `uncertainty` and `predict --calibrated`, on drawn images. */
class CalibrationCommandsTest {
  private static final LabelledImages TRAIN = SmallData.bars(150, 1);
  private static final LabelledImages TEST = SmallData.bars(40, 2);

  @TempDir private static Path shared;
  private static Path clean;
  private static Path noisy;
  private static Path trained;

  @TempDir private Path folder;
  private Path model;

  @BeforeAll
  static void train() throws IOException {
    clean = IdxFiles.write(shared.resolve("clean"), TRAIN, TEST);
    noisy = IdxFiles.write(shared.resolve("noisy"), noisy(TRAIN), noisy(TEST));
    Cli.Result result =
        Cli.run(
            "train",
            "--epochs",
            "6",
            "--batch-size",
            "16",
            "--verbose",
            "0",
            "--dataset",
            "idx",
            "--data",
            clean,
            "--validation-split",
            "0.4",
            "--run",
            shared.resolve("run"));
    assertThat(result.code()).as(result.err()).isZero();
    trained = shared.resolve("run/model.zip");
  }

  @BeforeEach
  void takeACopy() throws IOException {
    model = Files.copy(trained, folder.resolve("model.zip"));
  }

  @Test
  void abstainsAndNamesSetsByWhatCalibrateStored() throws IOException {
    on(clean, "predict", model, "--conformal", "0.9")
        .failedWith(1, model + " holds nothing for --abstain-risk and --conformal; run");
    assertThat(on(noisy, "calibrate", model, "--resamples", "2").out())
        .contains("For at most 1.0% of answers wrong, with 95% confidence: no threshold is shown")
        .contains("for `recipe4j predict --abstain-risk` and `--conformal`.");
    String[] options = {"--first", "3", "--abstain-risk", "0.9", "--conformal", "0.8"};
    Cli.Result decided = predict(options);
    assertThat(decided.code()).as(decided.err()).isZero();
    assertThat(decided.out())
        .contains(
            "At most 90% of answers wrong, with 95% confidence: answers where p > 0.00000: of 60")
        .contains("Sets hold the true class with 80%, over all images; from 60 held-out images.")
        .containsPattern("image 2: answer \\d, set \\{\\d.*}\n$");
    assertThat(predict("--conformal", "0.999", "--class-wise").out())
        .contains("for the images of every class", "image 0: {");
    String json = predict("--json", "--abstain-risk", "0.9", "--conformal", "0.8").out();
    assertThat(json).contains("\"answered\"", "\"set\"", "\"above\"", "\"coverage\"");
    predict("--abstain-risk", "0.001")
        .failedWith(1, "a risk of 0.001 is not shown by the validation images of " + model);
    predict("--class-wise").failedWith(1, "--class-wise is for --conformal");
    predict("--conformal", "1").failedWith(2, "must be above 0 and at most 0.999, found 1");
  }

  @Test
  void saysWhatAnEarlierCalibrationLacksAndWhatIsDamaged() throws IOException {
    ModelFile.putSection(model, "calibration", Map.of("temperature", 1.5));
    predict("--abstain-risk", "0.5").failedWith(1, "as it was calibrated by an earlier version");
    assertThat(predict("--calibrated").code()).isZero();
    ModelFile.putSection(model, "calibration", Map.of("decisions", Map.of("kept", "many")));
    predict("--abstain-risk", "0.5")
        .failedWith(1, "--conformal is damaged; run `recipe4j calibrate");
  }

  private Cli.Result predict(String... options) {
    List<Object> all = new ArrayList<>(List.of("predict", model));
    all.addAll(List.of(options));
    return on(noisy, all.toArray());
  }

  @Test
  void severalModelsPredictTogether() throws IOException {
    Path other = Files.copy(trained, folder.resolve("other.zip"));
    Cli.Result result =
        on(noisy, "uncertainty", model, "--no-figures", "--ensemble", other, trained);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Deep ensemble, mean of 3 models:", "first model")
        .contains("(aleatoric) + 0.0000 of their differences (epistemic");
  }

  @Test
  void calibrateFitsAndStoresATemperatureThatPredictUses() throws IOException {
    Cli.Result result = on(noisy, "calibrate", model, "--resamples", "50");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("validation, 60 images", "test, 40 images", "NLL", "Brier", "ECE")
        .contains(
            "T = 0.6 ",
            "T = 1 ",
            ", fitted",
            "change from T = 1",
            "isotonic regression",
            "50 bootstrap resamples")
        .containsPattern("T = 1 +[\\d.]+ \\[[\\d.]+, [\\d.]+\\]")
        .contains("takes the negative log-likelihood from", "Stored in " + model);
    assertThat(result.err()).contains("warning: the model was trained on");
    assertThat(folder.resolve("reliability.png")).isNotEmptyFile();
    SavedModel saved = ModelFile.load(model);
    double temperature = (double) saved.section("calibration").get("temperature");
    assertThat(temperature).isGreaterThan(1);
    assertThat(saved.section("calibration"))
        .containsEntry("validation-split", 0.4)
        .containsEntry("samples", 60);
    assertThat((double) saved.section("calibration").get("nll-after"))
        .isLessThan((double) saved.section("calibration").get("nll-before"));
    assertThat(saved.section("dataset")).isNotEmpty();
    Cli.Result predicted = on(noisy, "predict", "--model", model, "--calibrated");
    assertThat(predicted.out()).startsWith("temperature " + temperature);
    assertThat(predicted.out())
        .isEqualTo(on(noisy, "predict", "--model", model, "--temperature", temperature).out());
    assertThat(on(noisy, "predict", "--model", model, "--calibrated", "--compare").out())
        .contains(Double.toString(temperature), "∞");
  }

  /** Bars in any of three places were learned; a picture of a disc is none. */
  @Test
  void predictTellsAPictureThatIsUnlikeTheHeldOutImages() throws IOException {
    Path disc =
        recipe4j.image.WrittenPictures.write(
            folder.resolve("disc.png"),
            recipe4j.image.WrittenPictures.ring(
                java.awt.image.BufferedImage.TYPE_BYTE_GRAY, 300, 300));
    Cli.Result before = Cli.run("predict", model, disc);
    assertThat(before.err()).contains("note: the model tells no image that is unlike");
    assertThat(before.out()).doesNotContain("unlike");
    Path more = IdxFiles.write(folder.resolve("more"), SmallData.bars(400, 3), TEST);
    Cli.Result result =
        on(
            more,
            "calibrate",
            model,
            "--resamples",
            "5",
            "--no-figures",
            "--validation-split",
            "0.5");
    assertThat(result.out())
        .containsPattern("2% of the held-out images have an energy above -[\\d.]+, 2% a distance");
    Cli.Result after = Cli.run("predict", model, disc);
    assertThat(after.err()).doesNotContain("note: the model tells");
    assertThat(after.out())
        .containsPattern(
            "image 0: unlike anything it was trained on; \\d\\.\\d% of held-out images are as unlike");
    assertThat(Cli.run("predict", model, disc, "--json").out())
        .containsPattern("\"held_out_share\" ?: ?0\\.0")
        .containsPattern("\"unlike\" ?: ?true");
    assertThat(on(more, "predict", model, "--json", "--first", "5").out())
        .containsPattern("\"unlike\" ?: ?false");
  }

  @Test
  void dryRunAndNoFiguresWriteNothing() throws IOException {
    Cli.Result result =
        on(noisy, "calibrate", model, "--resamples", "5", "--dry-run", "--no-figures");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains(", fitted").doesNotContain("Stored in");
    nothingIsWritten();
    assertThat(
            on(
                    clean,
                    "calibrate",
                    model,
                    "--resamples",
                    "5",
                    "--dry-run",
                    "--no-figures",
                    "--validation-split",
                    "0.5")
                .err())
        .contains("it has learned from some of the images of a split of 0.5");
  }

  @Test
  void whereNoFiniteTemperatureIsBestNoneIsStored() throws IOException {
    Cli.Result result = on(clean, "calibrate", model, "--resamples", "5", "--no-figures");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains(
            "no finite temperature: every sample is predicted right", "No temperature stored.")
        .doesNotContain(", fitted", "--calibrated");
    assertThat(result.err()).doesNotContain("warning");
    on(clean, "predict", model, "--calibrated").failedWith(1, "holds no fitted temperature");
    ModelFile.putSection(model, "calibration", Map.of("temperature", 2.0));
    assertThat(on(clean, "calibrate", model, "--resamples", "5", "--no-figures").out())
        .contains("No temperature stored; that of an earlier fit stays in " + model);
  }

  @Test
  void predictSaysWhereNoTemperatureIsStored() throws IOException {
    on(clean, "predict", "--model", model, "--calibrated")
        .failedWith(1, model + " holds no fitted temperature; run `recipe4j calibrate " + model);
    ModelFile.putSection(model, "calibration", Map.of("temperature", -1));
    on(clean, "predict", "--model", model, "--calibrated")
        .failedWith(1, "must be above 0 and finite, found -1; run `recipe4j calibrate");
    on(clean, "predict", "--model", model, "--calibrated", "--temperature", "2")
        .failedWith(2, "--temperature and --calibrated exclude each other");
  }

  @Test
  void uncertaintyPrintsItsTablesAndDrawsItsFigures() throws IOException {
    Cli.Result result = on(noisy, "uncertainty", model, "--ood", clean);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Wrong among the test images kept, 40 in all:", "maximum probability", "energy")
        .containsPattern("100% +[\\d.]+%")
        .containsPattern("  AURC +0\\.\\d{6}")
        .containsPattern("E-AURC +0\\.\\d{6}")
        .contains("Telling 40 strange images from the 40 test images:")
        .containsPattern("score +AUROC +AUPR +FPR at 95% TPR")
        .containsPattern("entropy +0\\.\\d{4}  0\\.\\d{4}  [01]\\.\\d{4}")
        .contains("Under shift, 40 test images, temperature 1:")
        .containsPattern("rotated, degrees 45\\.0 +[01]\\.\\d{4} +[01]\\.\\d{4} +[01]\\.\\d{4}")
        .contains("blurred, pixels 2.0", "noisy, of the range 0.4")
        .contains("the network has no layer with dropout");
    for (String name :
        List.of("risk-coverage.png", "entropy.png", "temperature.png", "shift.png")) {
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
    Path figures = folder.resolve("figures");
    on(noisy, "uncertainty", model, "--figures", figures);
    assertThat(figures.resolve("entropy.png")).isNotEmptyFile();
  }

  @Test
  void uncertaintyUsesTheDropoutOfANetworkThatHasSome() throws IOException {
    MultiLayerConfiguration conf = KerasCnn.configuration(TRAIN.shape(), 1);
    conf.getConf(5).getLayer().setIDropout(new Dropout(0.5));
    ModelFile.save(
        model, Engines.create(conf, EngineKind.AUTO, EngineOptions.defaults()), Map.of());
    Cli.Result result =
        on(clean, "uncertainty", model, "--no-figures", "--dropout-passes", "3", "--seed", "4");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Monte-Carlo dropout, mean of 3 passes:", "mutual information");
    assertThat(on(clean, "uncertainty", trained, "--no-figures", "--dropout-passes", "3").err())
        .contains("Monte-Carlo dropout needs a layer with dropout, found none in 7 layers");
  }

  @Test
  void badInputIsToldInOneLine() throws IOException {
    on(clean, "calibrate", model, "--validation-split", "0")
        .failedWith(1, "at least one validation image is needed, found none");
    on(clean, "calibrate", model, "--validation-split", "1")
        .failedWith(2, "must be at least 0 and below 1, found 1");
    on(clean, "calibrate", model, "--resamples", "0").failedWith(2, "must be at least 1, found 0");
    on(clean, "calibrate", folder.resolve("none.zip")).failedWith(1, "no model file at");
    on(clean, "uncertainty", model, "--ood", folder.resolve("none")).failedWith(1, "none");
    on(clean, "uncertainty", model, "--dropout-passes", "3")
        .failedWith(1, "Monte-Carlo dropout needs a layer with dropout");
    Path empty = IdxFiles.write(folder.resolve("empty"), TRAIN, TEST.first(0));
    on(empty, "uncertainty", model).failedWith(1, "image");
    nothingIsWritten();
  }

  @Test
  void strangeImagesMustHaveTheSize() throws IOException {
    Cli.run("uncertainty", model, "--dataset", "idx", "--data", clean, "--ood", sample())
        .failedWith(1, "out-of-distribution images must be 18x18", "found 5 of 28x28");
  }

  @Test
  void oneClassOnlyIsNotEnough() throws IOException {
    int[] byClass =
        IntStream.range(0, TRAIN.count())
            .boxed()
            .sorted(Comparator.comparingInt(TRAIN::label))
            .mapToInt(Integer::intValue)
            .toArray();
    LabelledImages sorted = copy(TRAIN, i -> byClass[i], i -> TRAIN.label(byClass[i]));
    Path data = IdxFiles.write(folder.resolve("sorted"), sorted, TEST);
    on(data, "calibrate", model, "--validation-split", "0.1")
        .failedWith(1, "at least two classes are needed, found 15 validation images of class 2");
  }

  @Test
  void labelsOutOfRange() throws IOException {
    LabelledImages other = SmallData.bars(150, 1);
    Path data = IdxFiles.write(folder.resolve("labels"), other, TEST);
    Path file = data.resolve("train-labels-idx1-ubyte");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] = 9;
    Files.write(file, bytes);
    on(data, "calibrate", model).failedWith(1, "10");
  }

  @Test
  void logitsThatAreNoNumbers() throws IOException {
    MultiLayerNetwork net = KerasCnn.create(TRAIN.shape(), 1);
    net.params().putScalar(0, Double.NaN);
    ModelFile.save(model, net, Map.of());
    String message = "logits must be finite, found NaN for sample 0, class 0";
    on(clean, "calibrate", model).failedWith(1, message);
    on(clean, "uncertainty", model).failedWith(1, message);
  }

  @Test
  void aKerasFileHoldsNoTemperature() throws IOException {
    Path keras = folder.resolve("model.keras");
    KerasFile.write(keras, ModelFile.load(model).network());
    on(noisy, "calibrate", keras)
        .failedWith(1, "can be stored in a model.zip only", "`recipe4j import` first");
    assertThat(on(noisy, "calibrate", keras, "--dry-run", "--resamples", "5").code()).isZero();
    on(noisy, "predict", "--model", keras, "--calibrated").failedWith(1, "no fitted temperature");
  }

  private void nothingIsWritten() throws IOException {
    assertThat(model).hasSameBinaryContentAs(trained);
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".png"));
    }
  }

  private static Cli.Result on(Path data, Object... command) {
    List<Object> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--dataset", "idx", "--data", data));
    return Cli.run(args.toArray());
  }

  /** Every seventh label is wrong. */
  private static LabelledImages noisy(LabelledImages images) {
    return copy(images, i -> i, i -> i % 7 == 0 ? (images.label(i) + 1) % 3 : images.label(i));
  }

  private static LabelledImages copy(
      LabelledImages images, IntUnaryOperator from, IntUnaryOperator label) {
    int size = images.shape().pixels();
    byte[] pixels = new byte[images.count() * size];
    for (int i = 0; i < images.count(); i++) {
      System.arraycopy(images.pixels(from.applyAsInt(i)), 0, pixels, i * size, size);
    }
    return LabelledImages.of(
        images.shape(), pixels, IntStream.range(0, images.count()).map(label).toArray());
  }

  /** Five images of 28x28. */
  private Path sample() throws IOException {
    LabelledImages digits = recipe4j.datasets.MnistSample.load(0.2).test().first(5);
    return IdxFiles.write(folder.resolve("digits"), digits, digits);
  }
}
