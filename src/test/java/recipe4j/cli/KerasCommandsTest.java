package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.SmallData;
import recipe4j.keras.KerasFile;

/** Keras files wherever a model is taken. */
class KerasCommandsTest {
  @TempDir private static Path folder;
  private static Path data;
  private static Path model;
  private static String test;

  @BeforeAll
  static void train() throws IOException {
    data = IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    Cli.Result trained =
        Cli.run(
            "train",
            "--epochs",
            "1",
            "--dataset",
            "idx",
            "--data",
            data,
            "--run",
            folder,
            "--seed",
            "3");
    assertThat(trained.code()).as(trained.err()).isZero();
    model = folder.resolve("model.zip");
    test = evaluate(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.keras", "model.h5"})
  void aModelGoesToKerasAndBack(String name) {
    Path keras = folder.resolve(name);
    Cli.Result exported = Cli.run("export", keras, "--model", model);
    assertThat(exported.err()).isEmpty();
    assertThat(exported.out()).startsWith("Wrote " + keras);
    assertThat(evaluate(keras)).isEqualTo(test);
    Path back = folder.resolve(name + "-back.zip");
    Cli.Result imported = Cli.run("import", keras, "--model", back);
    assertThat(imported.out()).startsWith("Saved " + back);
    assertThat(evaluate(back)).isEqualTo(test);
    assertThat(Cli.run("summary", "--model", keras).out())
        .isEqualTo(Cli.run("summary", "--model", model).out());
  }

  @Test
  void trainingStartsFromAKerasFile() {
    Path keras = folder.resolve("start.keras");
    assertThat(Cli.run("export", keras, "--model", model).code()).isZero();
    Cli.Result fromKeras = trainFrom(keras);
    assertThat(fromKeras.code()).as(fromKeras.err()).isZero();
    assertThat(lastLine(fromKeras)).isEqualTo(lastLine(trainFrom(model)));
  }

  @Test
  void whatTrainingMissesIsSaid() {
    String said = "warning: %s: the file holds no steps and no moments of the optimizer";
    Path h5 = folder.resolve("stateless.h5");
    Path keras = folder.resolve("stateful.keras");
    assertThat(Cli.run("export", h5, "--model", model).code()).isZero();
    assertThat(Cli.run("export", keras, "--model", model).code()).isZero();
    Path back = folder.resolve("stateless.zip");
    assertThat(Cli.run("import", h5, "--model", back).err()).contains(said.formatted(h5));
    assertThat(Cli.run("import", keras, "--model", back, "--overwrite").err()).isEmpty();
    assertThat(trainFrom(h5).err()).contains(said.formatted(h5));
    assertThat(trainFrom(keras).err()).doesNotContain("warning");
  }

  @Test
  void aModelThatStartsWithFlattenIsTaken() throws IOException {
    Path dense = folder.resolve("dense.keras");
    KerasFile.write(dense, denseNetwork());
    assertThat(Cli.run("summary", "--model", dense).out()).contains("flatten (Flatten)");
    assertThat(evaluate(dense)).contains("accuracy");
    Cli.Result trained = trainFrom(dense);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("oneDNN");
  }

  private static MultiLayerNetwork denseNetwork() {
    int side = 18;
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Adam(1e-3))
                .list()
                .layer(new DenseLayer.Builder().nOut(8).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(side, side, 1))
                .build());
    network.init();
    return network;
  }

  @Test
  void aRunFolderStandsForItsModel() {
    Path keras = folder.resolve("from-folder.keras");
    assertThat(Cli.run("export", keras, "--model", folder).code()).isZero();
    assertThat(evaluate(keras)).isEqualTo(test);
    assertThat(evaluate(folder)).isEqualTo(test);
  }

  @Test
  void weightsAloneAreExported() {
    Path weights = folder.resolve("model.weights.h5");
    assertThat(Cli.run("export", weights, "--model", model, "--uncompiled").code()).isZero();
    assertThat(weights).isNotEmptyFile();
    Cli.run("evaluate", "--model", weights, "--dataset", "idx", "--data", data)
        .failedWith(1, "holds weights only");
  }

  @Test
  void badFilesAreToldInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.keras"), "no model");
    Path written = folder.resolve("imported.zip");
    Cli.run("import", text, written).failedWith(1, "text.keras", "no .keras file");
    Cli.run("import", folder.resolve("none.h5"), written).failedWith(1, "no Keras file at");
    Cli.run("import", model, written).failedWith(1, "must end in .keras, .h5");
    assertThat(written).doesNotExist();
    Cli.run("export", folder.resolve("model.onnx"), "--model", model)
        .failedWith(1, "must end in .keras, .h5");
    Cli.run("import").failedWith(2, "KERAS_FILE");
  }

  private static Cli.Result trainFrom(Path start) {
    return Cli.run(
        "train",
        "--from",
        start,
        "--epochs",
        "1",
        "--dataset",
        "idx",
        "--data",
        data,
        "--run",
        folder.resolve("again"));
  }

  private static String lastLine(Cli.Result result) {
    return result.out().lines().filter(line -> line.startsWith("Test")).findFirst().orElseThrow();
  }

  private static String evaluate(Path file) {
    Cli.Result result = Cli.run("evaluate", "--model", file, "--dataset", "idx", "--data", data);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }
}
