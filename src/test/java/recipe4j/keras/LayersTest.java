package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
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
import recipe4j.layer.PartialBatchNormalization;
import recipe4j.model.ModelFile;

/**
 * Layers and shapes of input, each in a small model that src/test/keras/layers.py wrote with real
 * Keras: read, trained, saved and written back.
 */
class LayersTest {
  private static final float OUTPUTS = 1e-5f;
  private static final double LOSSES = 1e-4;

  /** Those with a layer that the engine has no kernel for. */
  private static final Set<String> ON_DL4J =
      Set.of("transposed", "transposed_same", "transposed_same_2");

  private static final Path PAGE = Path.of("docs/keras-mapping.md");
  private static final String BEGIN = "<!-- LayersTest.main writes this -->\n";
  private static final String END = "<!-- to here -->";
  private static final String LAYERS =
      "(Random|Depthwise|Separable|Conv|Max|Average|Global|Up|ZeroPadding|Cropping|Flatten|Reshape|Dense|Dropout"
          + "|Spatial|Batch|Layer|Normalization|Rescaling|Activation|ReLU|Leaky|PReLU|ELU|Softmax).*";

  @TempDir static Path folder;

  private static List<KerasCase> cases;

  @BeforeAll
  static void unpack() throws IOException {
    for (String zip : List.of("layers.zip", "more-layers.zip", "keras2-layers.zip")) {
      try (InputStream in = LayersTest.class.getResourceAsStream(zip)) {
        KerasFixtures.unpack(in, folder);
      }
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
      boolean known = !ON_DL4J.contains(model(one));
      for (EngineKind engine : List.of(EngineKind.AUTO, EngineKind.ONEDNN, EngineKind.DL4J)) {
        boolean broken = engine == EngineKind.DL4J && one.name().startsWith("dilated_depth");
        if (broken || (engine == EngineKind.ONEDNN && !known)) {
          continue; // fails in DL4J itself; refused by name
        }
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
    assertThat(Engines.isAccelerated(net)).isEqualTo(!ON_DL4J.contains(model(one)));
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
    for (Layer layer : empty.getLayers()) {
      if (layer.getConfig() instanceof PartialBatchNormalization) {
        layer.getParam("gamma").assign(1); // which no file has
      }
    }
    KerasFile.readWeights(weights, empty);
    copies.add(empty);
    for (MultiLayerNetwork copy : copies) {
      assertThat(KerasCasesTest.outputs(copy, one)).containsExactly(one.before(), within(OUTPUTS));
      if (one.losses().isEmpty()) {
        continue;
      }
      copy.fit(new DataSet(one.inputs().get(0), one.labels().get(0)));
      double keras = one.losses().get(0);
      assertThat(copy.score()).isCloseTo(keras, within(LOSSES * keras));
    }
  }

  /** The table of docs/keras-mapping.md, of the layers in these files; {@link #main} writes it. */
  @Test
  void theTableSaysWhatTheseFilesShow() throws IOException {
    assertThat(Files.readString(PAGE)).contains(BEGIN + table() + END);
  }

  private static String table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (KerasCase one : cases) {
      if (!one.name().endsWith(".keras")) {
        continue;
      }
      MultiLayerNetwork net = KerasFile.read(one.file());
      assertThat(KerasCasesTest.outputs(net, one)).containsExactly(one.before(), within(OUTPUTS));
      boolean drawn = one.losses().isEmpty();
      if (!drawn) {
        net.fit(new DataSet(one.inputs().get(0), one.labels().get(0)));
        double keras = one.losses().get(0);
        assertThat(net.score()).isCloseTo(keras, within(LOSSES * keras));
      }
      String row =
          "| yes | %s | %s |%n"
              .formatted(
                  drawn ? "by draws of our own" : "yes",
                  Engines.isAccelerated(net) ? "yes" : "no, on DL4J's own layers")
              .replace("\r", "");
      try (KerasZip zip = KerasZip.open(one.file())) {
        for (JsonNode name : new ObjectMapper().readTree(zip.config()).findValues("class_name")) {
          if (name.asText().matches(LAYERS)) {
            rows.merge(name.asText(), row, LayersTest::worse);
          }
        }
      }
    }
    StringBuilder table = new StringBuilder();
    table.append("| layer | read and written | trained | accelerated |\n|---|---|---|---|\n");
    rows.forEach((name, row) -> table.append("| `").append(name).append("` ").append(row));
    return table.toString();
  }

  /** A layer is as good as the best file that has it: another layer may be to blame. */
  private static String worse(String one, String other) {
    return one.length() < other.length() ? one : other;
  }

  /** Writes the table into the page. */
  public static void main(String[] arguments) throws IOException {
    folder = Files.createTempDirectory("layers");
    unpack();
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    Files.writeString(
        PAGE, page.substring(0, from) + table() + page.substring(page.indexOf(END, from)));
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
        if (ending.equals(".keras") && !one.losses().isEmpty()) {
          double keras = one.losses().get(0);
          assertThat(back.path("loss").asDouble()).isCloseTo(keras, within(LOSSES * keras));
        }
      }
    }
  }
}
