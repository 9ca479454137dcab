package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;

class KerasFileTest {
  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    KerasFixtures.unpack(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"strides", "normalized", "functional", "logits", "binary", "regression"})
  void readsWhatKerasWrote(String name) throws IOException {
    assertFiles(folder, name);
  }

  @Test
  void takesALossThatIsAFunction() throws IOException {
    String function =
        """
        "loss": {"module": "builtins", "class_name": "function",
         "config": "categorical_crossentropy", "registered_name": "function"}""";
    String loss = "\"loss\": \"categorical_crossentropy\"";
    Path file = KerasFixtures.edited(folder, "strides", "config.json", loss, function);
    MultiLayerNetwork net = KerasFile.read(file);
    net.fit(KerasData.batch("strides"));
    assertThat(net.score())
        .isEqualTo(KerasFixtures.expected(folder, "strides").path("loss").asDouble(), within(1e-5));
  }

  /** All files of a model in a folder. */
  static void assertFiles(Path folder, String name) throws IOException {
    assertGoesOn(folder, name, EngineKind.DL4J);
    assertGoesOn(folder, name, EngineKind.AUTO);
    assertOutputs(folder, name, KerasFile.read(folder.resolve(name + ".h5")));
    if (Files.exists(folder.resolve(name + ".keras2.h5"))) {
      String keras2 = name + ".keras2";
      assertOutputs(folder, keras2, KerasFile.read(folder.resolve(keras2 + ".h5")));
    }
    MultiLayerNetwork net = KerasFile.read(folder.resolve(name + ".keras"));
    net.params().assign(0.5f);
    KerasFile.readWeights(folder.resolve(name + ".weights.h5"), net);
    assertOutputs(folder, name, net);
  }

  private static void assertGoesOn(Path folder, String name, EngineKind engine) throws IOException {
    JsonNode expected = KerasFixtures.expected(folder, name);
    DataSet batch = KerasData.batch(name);
    MultiLayerNetwork net =
        KerasFile.read(folder.resolve(name + ".keras"), engine, new EngineOptions(1));
    assertClose(net.output(batch.getFeatures()), expected.path("outputs"), 1e-5);
    assertThat(net.getLayerWiseConfigurations().getIterationCount()).isEqualTo(3);
    if (!name.equals("functional")) { // whose dropout draws other numbers
      net.fit(batch);
      assertThat(net.score()).isEqualTo(expected.path("loss").asDouble(), within(1e-5));
      assertClose(net.output(batch.getFeatures()), expected.path("outputsAfterStep"), 1e-4);
    }
  }

  private static void assertOutputs(Path folder, String name, MultiLayerNetwork net)
      throws IOException {
    assertClose(
        net.output(KerasData.batch(name).getFeatures()),
        KerasFixtures.expected(folder, name).path("outputs"),
        1e-5);
  }

  static void assertClose(INDArray found, JsonNode expected, double tolerance) {
    assertThat(expected.size()).isEqualTo((int) found.size(0));
    for (int row = 0; row < expected.size(); row++) {
      assertThat(expected.get(row).size()).isEqualTo((int) found.size(1));
      for (int column = 0; column < expected.get(row).size(); column++) {
        assertThat(found.getDouble(row, column))
            .isEqualTo(expected.get(row).get(column).asDouble(), within(tolerance));
      }
    }
  }
}
