package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks of a description, with weights as Keras's initializers draw them. */
class CreateTest {
  static final String SMALL_YAML =
      """
      class_name: Sequential
      config:
        layers:
        - class_name: InputLayer
          config: {batch_shape: [null, 6, 6, 1]}
        - class_name: Conv2D
          config: {filters: 4, kernel_size: [3, 3], activation: relu, kernel_initializer: he_normal}
        - class_name: MaxPooling2D
        - class_name: Flatten
        - class_name: Dense
          config: {units: 3, activation: softmax}
      """;

  static final String SMALL_JSON =
      """
      {"module": "keras", "class_name": "Sequential", "registered_name": null,
       "config": {"name": "m", "trainable": true, "layers": [
        {"class_name": "InputLayer", "module": "keras.layers", "registered_name": null,
         "config": {"batch_shape": [null, 200], "dtype": "float32", "name": "in"}},
        {"class_name": "Dense", "module": "keras.layers", "registered_name": null,
         "config": {"name": "d", "units": 300, "activation": "softmax", "use_bias": true,
          "kernel_initializer": KERNEL, "bias_initializer": BIAS}}]}}
      """
          .replace("KERNEL", "\"glorot_uniform\"")
          .replace("BIAS", "{\"class_name\": \"Constant\", \"config\": {\"value\": 0.25}}");

  @TempDir private Path folder;

  private MultiLayerNetwork create(String name, String text, long seed) throws IOException {
    return KerasFile.create(Files.writeString(folder.resolve(name), text), seed, note -> {});
  }

  @Test
  void buildsFromYaml() throws IOException {
    List<String> notes = new ArrayList<>();
    Path file = Files.writeString(folder.resolve("net.yaml"), SMALL_YAML);
    MultiLayerNetwork net = KerasFile.create(file, 1, notes::add);
    assertThat(net.numParams()).isEqualTo(4 * 9 + 4 + 16 * 3 + 3);
    assertThat(net.output(Nd4j.rand(2, 1, 6, 6)).shape()).containsExactly(2, 3);
    assertThat(notes).singleElement().asString().startsWith("the file names no loss");
    assertThat(net.getLayer(0).conf().getLayer().getLayerName()).isEqualTo("conv2d");
    KerasFile.write(folder.resolve("net.keras"), net);
    assertThat(KerasFile.read(folder.resolve("net.keras")).params()).isEqualTo(net.params());
  }

  /** Initializers of layers with two kernels, and of a model within. */
  @Test
  void drawsWeightsOfOtherLayers() throws IOException {
    String yaml =
        """
        class_name: Sequential
        config:
          layers:
          - {class_name: InputLayer, config: {batch_shape: [null, 6, 6, 2]}}
          - {class_name: DepthwiseConv2D, config: {kernel_size: 3, depthwise_initializer: ones}}
          - class_name: SeparableConv2D
            config: {filters: 3, kernel_size: 3, pointwise_initializer: ones}
          - class_name: Sequential
            config:
              name: inner
              layers:
              - {class_name: Conv2D, config: {name: deep, filters: 2, kernel_size: 1, kernel_initializer: ones}}
          - {class_name: GlobalAveragePooling2D}
          - {class_name: Dense, config: {units: 3, activation: softmax}}
        """;
    MultiLayerNetwork net = create("net.yaml", yaml, 1);
    assertThat(net.getParam("0_W").dup().data().asFloat()).hasSize(18).containsOnly(1f);
    assertThat(net.getParam("1_W").dup().data().asFloat()).hasSize(18).doesNotContain(1f, 0f);
    assertThat(net.getParam("1_pW").dup().data().asFloat()).hasSize(6).containsOnly(1f);
    assertThat(net.getParam("2_W").dup().data().asFloat()).hasSize(6).containsOnly(1f);
  }

  /** What model.to_json() of Keras 3.15 and of TensorFlow 2.15 gave of one network. */
  @ParameterizedTest
  @CsvSource({"keras-3.15, true", "tensorflow-2.15, false"})
  void readsWhatKerasWrites(String name, boolean compiled) throws IOException {
    try (InputStream in = CreateTest.class.getResourceAsStream("to-json.zip")) {
      KerasFixtures.unpack(in, folder);
    }
    List<String> notes = new ArrayList<>();
    MultiLayerNetwork net = KerasFile.create(folder.resolve(name + ".json"), 1, notes::add);
    assertThat(net.numParams()).isEqualTo(4 * 9 + 4 + 16 + 100 * 3 + 3);
    assertThat(net.getParam("1_var").toFloatVector()).containsOnly(1f);
    assertThat(net.getParam("1_beta").toFloatVector()).containsOnly(0f);
    INDArray bias = net.getOutputLayer().getParam("b");
    assertThat(bias.toFloatVector()).containsOnly(0.1f);
    assertThat(notes).hasSize(compiled ? 0 : 1);
    assertThat(net.getLearningRate(0)).isEqualTo(compiled ? 0.05 : 0.001);
    assertThat(net.output(Nd4j.rand(2, 1, 12, 12)).shape()).containsExactly(2, 3);
  }

  @Test
  void aSeedGivesItsWeights() throws IOException {
    MultiLayerNetwork net = create("a.json", SMALL_JSON, 7);
    assertThat(create("b.json", SMALL_JSON, 7).params()).isEqualTo(net.params());
    assertThat(create("c.json", SMALL_JSON, 8).params()).isNotEqualTo(net.params());
    assertThat(net.getParam("0_b").toFloatVector()).containsOnly(0.25f);
  }

  /**
   * Bounds and deviation of 200x300 weights, by Keras's formulas: of the variance 2/500 for glorot,
   * 2/200 for he, 1/200 for lecun.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'glorot_uniform' | 0.1095445 | 0.0632456",
        "'GlorotNormal' | 0.143801 | 0.0632456",
        "'he_uniform' | 0.1732051 | 0.1",
        "'he_normal' | 0.22737 | 0.1",
        "'lecun_uniform' | 0.1224745 | 0.0707107",
        "'lecun_normal' | 0.16078 | 0.0707107",
        "'random_uniform' | 0.05 | 0.0288675",
        "'truncated_normal' | 0.1 | 0.0439813",
        "'random_normal' | 1 | 0.05",
        "'{C:RandomNormal,config:{mean:0,stddev:0.2,seed:3}}' | 2 | 0.2",
        "'{C:TruncatedNormal,config:{mean:0,stddev:0.5}}' | 1 | 0.439813",
        "'{C:RandomUniform,config:{minval:-2,maxval:2}}' | 2 | 1.154701",
        "'{C:VarianceScaling,config:{scale:3,mode:\"fan_out\",distribution:\"untruncated_normal\"}}' | 1 | 0.1",
        "'{C:VarianceScaling,config:{scale:2,mode:\"fan_avg\",distribution:\"uniform\"}}' | 0.1549193 | 0.0894427"
      })
  void drawsAsKeras(String initializer, double bound, double deviation) throws IOException {
    String json =
        initializer.startsWith("{")
            ? initializer
                .replace("C:", "\"class_name\":\"")
                .replace(",config", "\",\"config\"")
                .replaceAll("(mean|stddev|seed|minval|maxval|scale|mode|distribution):", "\"$1\":")
            : '"' + initializer + '"';
    float[] weights =
        create("net.json", SMALL_JSON.replace("\"glorot_uniform\"", json), 1)
            .getParam("0_W")
            .data()
            .asFloat();
    double mean = mean(weights, 1);
    assertThat(mean).isCloseTo(0, within(deviation / 50));
    assertThat(Math.sqrt(mean(weights, 2))).isCloseTo(deviation, within(deviation / 50));
    double largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    assertThat(largest).isLessThanOrEqualTo(bound * 1.0001);
    boolean cut = bound < 5 * deviation; // others have no bound that is reached
    if (cut) {
      assertThat(largest).isGreaterThan(bound * 0.98);
    }
    assertThat(Arrays.equals(weights, new float[weights.length])).isFalse();
  }

  private static double mean(float[] values, int power) {
    double sum = 0;
    for (float value : values) {
      sum += Math.pow(value, power);
    }
    return sum / values.length;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "net.json | '' | it must describe a model",
        "net.json | '[]' | it must describe a model",
        "net.json | '{' | it is no valid JSON",
        "net.yaml | 'a: [' | it is no valid YAML",
        "net.yaml | 'class_name: Sequential' | the input must be",
        "net.yaml | 'class_name: Mine' | the model must be Sequential or Functional, found Mine"
      })
  void refusesOthers(String name, String text, String words) {
    assertThatThrownBy(() -> create(name, text, 1))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageStartingWith(folder.resolve(name) + ": ")
        .hasMessageContaining(words);
  }

  @Test
  void namesWhatItCantDraw() {
    String json = SMALL_JSON.replace("\"glorot_uniform\"", "\"orthogonal\"");
    assertThatThrownBy(() -> create("net.json", json, 1))
        .hasMessageContaining(
            "the initializer of the kernel of the layer 'd' (Dense) must be zeros")
        .hasMessageContaining("found orthogonal; take one of these");
    String own =
        SMALL_JSON.replace(
            "\"glorot_uniform\"",
            "{\"module\": \"mine\", \"class_name\": \"Ones\", \"registered_name\": \"mine>Ones\"}");
    assertThatThrownBy(() -> create("net.json", own, 1)).hasMessageContaining("found Ones");
  }
}
