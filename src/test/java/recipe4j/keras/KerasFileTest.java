package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;

class KerasFileTest {
  @TempDir static Path folder;

  @BeforeAll
  static void unpack() {
    KerasFixtures.unpack(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "strides,DL4J", "strides,AUTO",
    "normalized,DL4J", "normalized,AUTO",
    "functional,DL4J", "functional,AUTO",
    "logits,DL4J", "logits,AUTO",
    "binary,DL4J", "binary,AUTO",
    "regression,DL4J", "regression,AUTO"
  })
  void goesOnWhereKerasStopped(String name, EngineKind engine) throws IOException {
    JsonNode expected = KerasFixtures.expected(folder, name);
    DataSet batch = KerasData.batch(name);
    MultiLayerNetwork net = read(name + ".keras", engine);
    assertClose(net.output(batch.getFeatures()), expected.path("outputs"), 1e-5);
    assertThat(net.getLayerWiseConfigurations().getIterationCount()).isEqualTo(3);
    if (!name.equals("functional")) { // whose dropout draws other numbers
      net.fit(batch);
      assertThat(net.score()).isEqualTo(expected.path("loss").asDouble(), within(1e-5));
      assertClose(net.output(batch.getFeatures()), expected.path("outputsAfterStep"), 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"strides", "normalized", "functional", "logits", "binary", "regression"})
  void readsLegacyFilesOfKeras3(String name) throws IOException {
    assertOutputs(name, read(name + ".h5", EngineKind.DL4J));
  }

  @ParameterizedTest
  @ValueSource(strings = {"strides", "normalized", "functional", "logits", "binary"})
  void readsFilesOfKeras2(String name) throws IOException {
    assertOutputs(name + ".keras2", read(name + ".keras2.h5", EngineKind.DL4J));
  }

  @ParameterizedTest
  @ValueSource(strings = {"strides", "normalized", "functional", "logits", "binary", "regression"})
  void readsWeightsOntoANetwork(String name) throws IOException {
    MultiLayerNetwork net = KerasFile.readUncompiled(folder.resolve(name + ".h5"));
    net.params().assign(0.5f);
    KerasFile.readWeights(folder.resolve(name + ".weights.h5"), net);
    if (!name.equals("logits")) { // without its loss it gives logits
      assertOutputs(name, net);
    }
  }

  private static MultiLayerNetwork read(String file, EngineKind engine) throws IOException {
    return KerasFile.read(folder.resolve(file), engine, new EngineOptions(1));
  }

  private static void assertOutputs(String name, MultiLayerNetwork net) throws IOException {
    assertClose(
        net.output(KerasData.batch(name).getFeatures()),
        KerasFixtures.expected(folder, name).path("outputs"),
        1e-5);
  }

  private static void assertClose(INDArray found, JsonNode expected, double tolerance) {
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
