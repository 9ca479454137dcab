package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.ModelFile;

/**
 * Models that src/test/keras/compiled.py compiled in many ways and trained for three steps: the
 * losses of five more are Keras's, from its file, from one of ours, and from what is written back.
 */
class CompiledTest {
  @TempDir static Path folder;
  private static JsonNode expected;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream in = CompiledTest.class.getResourceAsStream("compiled.zip")) {
      KerasFixtures.unpack(in, folder);
    }
    expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
  }

  @TestFactory
  List<DynamicTest> trainsAsKerasDoes() {
    List<DynamicTest> tests = new ArrayList<>();
    expected
        .fieldNames()
        .forEachRemaining(
            name -> {
              for (EngineKind engine : new EngineKind[] {EngineKind.DL4J, EngineKind.AUTO}) {
                tests.add(
                    DynamicTest.dynamicTest(
                        name + " on " + engine, () -> trains(name, engine, expected.path(name))));
              }
            });
    assertThat(tests).hasSizeGreaterThan(20);
    return tests;
  }

  private static void trains(String name, EngineKind engine, JsonNode keras) throws IOException {
    List<String> notes = new ArrayList<>();
    MultiLayerNetwork net =
        KerasFile.read(folder.resolve(name), engine, new EngineOptions(1), notes::add);
    String policy = name.replaceFirst("policy_(.*)[.]keras", "$1");
    assertThat(notes)
        .isEqualTo(
            policy.equals(name)
                ? List.of()
                : List.of(
                    "the model is of %s, here all is computed in float32; Keras's figures are rounded more"
                        .formatted(policy)));
    Path zip = folder.resolve("ours.zip");
    ModelFile.save(zip, net, Map.of());
    Path back = folder.resolve("back.keras");
    KerasFile.write(back, net);
    for (MultiLayerNetwork one :
        List.of(net, ModelFile.load(zip).network(), KerasFile.read(back))) {
      KerasFileTest.assertClose(one.output(batch().getFeatures()), keras.path("outputs"), 1e-5);
      for (JsonNode loss : keras.path("losses")) {
        one.fit(batch());
        assertThat(one.score()).isEqualTo(loss.asDouble(), within(1e-4 * loss.asDouble()));
      }
    }
  }

  private static DataSet batch() throws IOException {
    return new DataSet(
        Nd4j.create(floats("x.bin"), new long[] {8, 1, 6, 6}, 'c'),
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
