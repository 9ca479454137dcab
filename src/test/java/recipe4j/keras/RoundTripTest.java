package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.data.ImageShape;
import recipe4j.model.KerasCnn;

/** Files between recipe4j and real Keras, in both directions. */
@Tag("keras")
class RoundTripTest {
  private static final List<String> MODELS =
      List.of("strides", "normalized", "functional", "logits", "binary", "regression");

  @TempDir static Path folder;

  @BeforeAll
  static void keras() {
    RealKeras.assumeThere();
  }

  /** What a network gives, and what the next step does to it. */
  private record Expectation(
      INDArray outputs, int iterations, double rate, double loss, INDArray outputsAfterStep) {
    static Expectation of(MultiLayerNetwork net, DataSet batch) {
      INDArray outputs = net.output(batch.getFeatures()).dup();
      int iterations = net.getLayerWiseConfigurations().getIterationCount();
      double rate = net.getLearningRate(net.getnLayers() - 1);
      net.fit(batch);
      return new Expectation(
          outputs, iterations, rate, net.score(), net.output(batch.getFeatures()).dup());
    }
  }

  @TestFactory
  List<DynamicTest> kerasGoesOnWhereRecipe4jStopped() throws Exception {
    KerasFixtures.unpack(folder);
    List<String> files = new ArrayList<>();
    List<Expectation> expected = new ArrayList<>();
    for (String name : MODELS) {
      MultiLayerNetwork net = KerasFile.read(folder.resolve(name + ".keras"));
      DataSet batch = KerasData.batch(name);
      net.fit(batch);
      write(net, name, files);
      expected.add(Expectation.of(net, batch));
    }
    MultiLayerNetwork recipe = KerasCnn.create(new ImageShape(18, 18, 3), 1);
    DataSet batch = KerasData.batch("recipe");
    recipe.fit(batch);
    write(recipe, "recipe", files);
    expected.add(Expectation.of(recipe, batch));

    JsonNode found = new ObjectMapper().readTree(RealKeras.run(folder, "check.py", files));
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      String file = Path.of(files.get(i)).getFileName().toString();
      Expectation wanted = expected.get(i / 3);
      tests.add(DynamicTest.dynamicTest(file, () -> compare(file, found.path(file), wanted)));
    }
    return tests;
  }

  @Test
  void kerasTrainsOnWhatHadNamesInAnyScript() throws Exception {
    KerasFixtures.unpack(folder);
    MultiLayerNetwork net = KerasFile.read(WrittenFileTest.named(folder));
    List<String> files = new ArrayList<>();
    for (String kind : List.of(".keras", ".h5")) {
      Path file = folder.resolve("named").resolve("strides" + kind);
      KerasFile.write(file, net);
      files.add(file.toString());
    }
    Expectation wanted = Expectation.of(net, KerasData.batch("strides"));
    JsonNode found = new ObjectMapper().readTree(RealKeras.run(folder, "check.py", files));
    for (String file : List.of("strides.keras", "strides.h5")) {
      assertThat(found.path(file).path("names").toString())
          .isEqualTo("[\"conv2d\",\"average_pooling2d\",\"conv2d_1\",\"flatten\",\"dense\"]");
      compare(file, found.path(file), wanted);
    }
  }

  private static void write(MultiLayerNetwork net, String name, List<String> files)
      throws IOException {
    for (String kind : List.of(".keras", ".h5", ".weights.h5")) {
      Path file = folder.resolve("written").resolve(name + kind);
      KerasFile.write(file, net);
      files.add(file.toString());
    }
  }

  private static void compare(String file, JsonNode found, Expectation expected) {
    KerasFileTest.assertClose(expected.outputs(), found.path("outputs"), 1e-5);
    boolean dropout = file.startsWith("functional"); // draws other numbers
    if (!dropout) {
      assertThat(found.path("loss").asDouble()).isEqualTo(expected.loss(), within(1e-5));
    }
    if (!file.endsWith("weights.h5")) {
      assertThat(found.path("learningRate").asDouble()).isEqualTo(expected.rate(), within(1e-8));
    }
    if (file.endsWith(".keras")) {
      assertThat(found.path("iterations").asInt()).isEqualTo(expected.iterations());
      if (!dropout) {
        KerasFileTest.assertClose(
            expected.outputsAfterStep(), found.path("outputsAfterStep"), 1e-4);
      }
    }
  }

  @TestFactory
  List<DynamicTest> recipe4jGoesOnWhereKerasStopped() throws Exception {
    Path fresh = java.nio.file.Files.createDirectories(folder.resolve("fresh"));
    Path zip = folder.resolve("fresh.zip");
    RealKeras.run(folder, "fixtures.py", List.of(zip.toString()));
    KerasFixtures.unpack(zip, fresh);
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : MODELS) {
      tests.add(DynamicTest.dynamicTest(name, () -> KerasFileTest.assertFiles(fresh, name)));
    }
    return tests;
  }
}
