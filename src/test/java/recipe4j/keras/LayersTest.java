package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.model.ModelFile;

/**
 * Layers and shapes of input, each in a small model that src/test/keras/layers.py wrote with real
 * Keras: read, trained, saved and written back.
 */
class LayersTest {
  private static final float OUTPUTS = 1e-5f;
  private static final double LOSSES = 1e-4;

  @TempDir static Path folder;

  private static List<KerasCase> cases;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream in = LayersTest.class.getResourceAsStream("layers.zip")) {
      KerasFixtures.unpack(in, folder);
    }
    cases = KerasCase.of(folder);
  }

  private static String model(KerasCase one) {
    return one.name().replaceFirst("\\.[a-z0-9]+$", "");
  }

  @TestFactory
  List<DynamicTest> computeWhatKerasDoes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (KerasCase one : cases) {
      for (EngineKind engine : List.of(EngineKind.AUTO, EngineKind.ONEDNN, EngineKind.DL4J)) {
        tests.add(
            DynamicTest.dynamicTest(
                one.name() + " " + engine,
                () -> assertThat(KerasCasesTest.outcome(one, engine).what()).isEqualTo("equal")));
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests;
  }

  @TestFactory
  List<DynamicTest> areTheSameOnceSavedAndWritten() {
    return cases.stream()
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> requireTheSame(one)))
        .toList();
  }

  private static void requireTheSame(KerasCase one) throws IOException {
    MultiLayerNetwork net = KerasFile.read(one.file());
    assertThat(Engines.isAccelerated(net)).isTrue();
    Path zip = folder.resolve(one.name() + ".model.zip");
    ModelFile.save(zip, net, Map.of());
    List<MultiLayerNetwork> copies = new ArrayList<>(List.of(ModelFile.load(zip).network()));
    for (String ending : List.of(".keras", ".h5")) {
      Path written = folder.resolve(model(one) + ".copy" + ending);
      KerasFile.write(written, net);
      copies.add(KerasFile.read(written));
    }
    Path weights = folder.resolve(model(one) + ".weights.h5");
    KerasFile.write(weights, net);
    MultiLayerNetwork empty = KerasFile.read(one.file());
    empty.params().assign(0);
    KerasFile.readWeights(weights, empty);
    copies.add(empty);
    for (MultiLayerNetwork copy : copies) {
      assertThat(KerasCasesTest.outputs(copy, one)).containsExactly(one.before(), within(OUTPUTS));
      copy.fit(new DataSet(one.inputs().get(0), one.labels().get(0)));
      double keras = one.losses().get(0);
      assertThat(copy.score()).isCloseTo(keras, within(LOSSES * keras));
    }
  }

  @Test
  @Tag("keras")
  void areReadByKeras() throws Exception {
    RealKeras.assumeThere();
    for (KerasCase one : cases) {
      MultiLayerNetwork net = KerasFile.read(one.file(), EngineKind.AUTO, EngineOptions.defaults());
      KerasFile.write(folder.resolve(model(one) + ".back.keras"), net);
      KerasFile.write(folder.resolve(model(one) + ".back.h5"), net);
    }
    List<String> arguments = List.of("check", folder.toString());
    JsonNode found = new ObjectMapper().readTree(RealKeras.run(folder, "layers.py", arguments));
    for (KerasCase one : cases) {
      for (String ending : List.of(".keras", ".h5")) {
        JsonNode back = found.path(model(one) + ".back" + ending);
        assertThat(back.path("error").asDouble(1)).as(one.name()).isLessThan(OUTPUTS);
        if (ending.equals(".keras")) {
          double keras = one.losses().get(0);
          assertThat(back.path("loss").asDouble()).isCloseTo(keras, within(LOSSES * keras));
        }
      }
    }
  }
}
