package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.ModelFile;

/**
 * What optimizers of many versions of Keras remember. The files are of src/test/keras/states.py: a
 * name tells version, optimizer and steps; the losses are Keras's of three more steps.
 */
class OptimizerStateTest {
  private static final String AFRESH = "training starts it afresh";

  @TempDir static Path folder;
  private static JsonNode expected;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream in = OptimizerStateTest.class.getResourceAsStream("states.zip")) {
      KerasFixtures.unpack(in, folder);
    }
    expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
  }

  @TestFactory
  List<DynamicTest> trainsOnAsKerasDoes() {
    List<DynamicTest> tests = new ArrayList<>();
    expected
        .fieldNames()
        .forEachRemaining(
            name -> {
              for (EngineKind engine : new EngineKind[] {EngineKind.DL4J, EngineKind.AUTO}) {
                tests.add(
                    DynamicTest.dynamicTest(
                        name + " on " + engine,
                        () -> trainsOn(folder.resolve(name), expected.path(name), engine)));
              }
            });
    assertThat(tests).hasSizeGreaterThan(16);
    return tests;
  }

  private static void trainsOn(Path file, JsonNode keras, EngineKind engine) throws IOException {
    List<String> notes = new ArrayList<>();
    MultiLayerNetwork net = KerasFile.read(file, engine, new EngineOptions(1), notes::add);
    DataSet batch = batch();
    KerasFileTest.assertClose(net.output(batch.getFeatures()), keras.path("outputs"), 1e-5);
    for (JsonNode loss : keras.path("losses")) {
      net.fit(batch);
      assertThat(net.score()).isEqualTo(loss.asDouble(), within(1e-4 * loss.asDouble()));
    }
    boolean legacyZip = file.toString().matches(".*_leg.*keras"); // Keras itself starts afresh
    assertThat(notes.stream().anyMatch(note -> note.contains(AFRESH))).isEqualTo(legacyZip);
  }

  @Test
  void oldRmspropIsSavedAndLoadedAsOneOfOurs() throws IOException {
    MultiLayerNetwork net = KerasFile.read(folder.resolve("k210_rmsprop_3.h5"));
    Path zip = folder.resolve("ours.zip");
    ModelFile.save(zip, net, Map.of());
    MultiLayerNetwork back = ModelFile.load(zip).network();
    net.fit(batch());
    back.fit(batch());
    assertThat(back.params()).isEqualTo(net.params());
    assertThat(back.getUpdater().getStateViewArray())
        .isEqualTo(net.getUpdater().getStateViewArray());
  }

  @Test
  void readsWeightsOfKeras212() throws IOException {
    MultiLayerNetwork net = KerasFile.read(folder.resolve("k212_seq.h5"));
    var wanted = net.params().dup();
    net.params().assign(0.5);
    KerasFile.readWeights(folder.resolve("k212_seq.weights.h5"), net);
    assertThat(net.params()).isEqualTo(wanted);
  }

  @Test
  void tellsThatTheRateOfANamedOptimizerIsNotInTheFile() throws IOException {
    assertThat(notes(folder.resolve("k215_sgdname_3.keras")))
        .containsExactly(
            "the file names the optimizer, but not its learning rate; Keras's default of 0.01 is taken");
  }

  @Test
  void takesNamesInAnyCase() throws IOException {
    for (String name : List.of("SGD", "Sgd", "sgd")) {
      Path file = edited("\"" + name + "\"");
      assertThat(KerasFile.read(file).getLearningRate(0)).isEqualTo(0.01);
    }
    Path file = edited("\"RMSprop\"");
    assertThat(KerasFile.read(file).getLearningRate(0)).isEqualTo(0.001);
  }

  @Test
  void leavesTheStateOfAnotherOptimizerAsideAndSaysSo() throws IOException {
    Path file = edited("\"adam\"");
    List<String> notes = new ArrayList<>();
    MultiLayerNetwork net =
        KerasFile.read(file, EngineKind.AUTO, EngineOptions.defaults(), notes::add);
    assertThat(notes.get(1))
        .isEqualTo(
            "the optimizer's 7 arrays in the file are not those of this model and optimizer; training starts it afresh");
    assertThat(net.getLayerWiseConfigurations().getIterationCount()).isZero();
    assertThat(net.getUpdater().getStateViewArray().amaxNumber().doubleValue()).isZero();
  }

  @Test
  void refusesOptimizersThatAreNotKerass() throws IOException {
    for (String[] other :
        new String[][] {
          {"{}", "the optimizer nothing is not supported"},
          {
            "null",
            "names no optimizer, as Keras 3 leaves it out of a .keras that is saved after an .h5"
          },
          {"\"LossScaleOptimizer\"", "the optimizer LossScaleOptimizer is not supported"},
          {"{\"class_name\": \"SGD\", \"module\": \"mine\"}", "the optimizer SGD is of mine, not"},
          {
            "{\"class_name\": \"SGD\", \"module\": null, \"registered_name\": \"mine>SGD\"}",
            "the optimizer SGD is of mine>SGD, not one of Keras's"
          },
        }) {
      Path file = edited(other[0]);
      assertThatThrownBy(() -> KerasFile.read(file))
          .isInstanceOf(KerasFormatException.class)
          .hasMessageContaining(other[1])
          .hasMessageContaining("read it uncompiled");
    }
  }

  private static List<String> notes(Path file) throws IOException {
    List<String> notes = new ArrayList<>();
    KerasFile.read(file, EngineKind.AUTO, EngineOptions.defaults(), notes::add);
    return notes;
  }

  /** A copy of a file that names its optimizer, with another one. */
  private static Path edited(String optimizer) throws IOException {
    Path file = folder.resolve("edited.keras");
    Files.copy(folder.resolve("k215_sgdname_3.keras"), file, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Path config = zip.getPath("config.json");
      String text = Files.readString(config);
      assertThat(text).contains("\"optimizer\": \"sgd\"");
      Files.writeString(
          config, text.replace("\"optimizer\": \"sgd\"", "\"optimizer\": " + optimizer));
    }
    return file;
  }

  private static DataSet batch() throws IOException {
    return new DataSet(
        Nd4j.create(floats("x.bin"), new long[] {8, 1, 8, 8}, 'c'),
        Nd4j.create(floats("y.bin"), new long[] {8, 4}, 'c'));
  }

  private static float[] floats(String name) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
