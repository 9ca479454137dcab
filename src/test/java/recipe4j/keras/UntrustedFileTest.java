package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, malicious, or hold what DL4J has not. */
class UntrustedFileTest {
  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    KerasFixtures.unpack(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "class_name": "AveragePooling2D"  | "class_name": "Lambda"            | 'average_pooling2d' (Lambda) is not supported, only InputLayer, Conv2D,
          "module": "keras.layers", "class_name": "Conv2D" | "module": "os.path", "class_name": "Conv2D" | 'conv2d' (Conv2D of os.path) is not supported
          "class_name": "Flatten"           | "class_name": "LSTM"              | 'flatten' (LSTM) is not supported
          "activation": "tanh"              | "activation": {"class_name": "function", "config": "f"} | 'conv2d_1' (Conv2D): activation must be a name
          "activation": "tanh"              | "activation": "sparsemax"         | activation must be one of elu, exponential, gelu
          "filters": 4                      | "filters": 2000000000             | must give between 1 and 2147483647 values
          "filters": 4                      | "filters": 20000000               | weights, too many for the
          "filters": 4                      | "filters": -4                     | 'conv2d' (Conv2D): filters must be an integer from 1 to
          "filters": 4                      | "filters": 4e99                   | filters must be an integer from 1 to
          "filters": 4                      | "filters": 5                      | must have the shape [3, 2, 2, 5], found [3, 2, 2, 4]
          "units": 3                        | "units": 2147483647               | must have at most 2147483647 weights
          "strides": [2, 1]                 | "strides": [0, 1]                 | strides must be two integers from 1 to
          "kernel_size": [2, 2]             | "kernel_size": [9, 9]             | must give between 1 and 2147483647 values, found (0, 0, 3)
          "padding": "same"                 | "padding": "causal"               | padding must be same or valid, found causal
          "dilation_rate": [1, 1]           | "dilation_rate": [0, 2]           | dilation_rate must be two integers from 1 to
          "groups": 1                       | "groups": 5                       | has settings for another number of channels, found 2
          "data_format": "channels_last"    | "data_format": "neither"          | data_format must be channels_last
          "batch_shape": [null, 9, 7, 2]    | "batch_shape": [null, null, 7, 2] | 'flatten' (Flatten) needs images of a known height and width, found (None, 3, 3)
          "batch_shape": [null, 9, 7, 2]    | "batch_shape": [null, 14]         | 'conv2d' (Conv2D) needs images, found rows of 14 values
          "batch_shape": [null, 9, 7, 2]    | "batch_shape": [null, 2147483647, 2147483647, 2] | the input must give between 1 and 2147483647 values
          "kernel_regularizer": null        | "kernel_regularizer": {"class_name": "Mine"} | its class must be L1, L2 or L1L2 of Keras, found Mine
          "class_name": "Adam"              | "class_name": "Lion"              | the optimizer Lion is not supported, only Adam, AdamW, Nadam, Adamax, Adagrad, RMSprop and SGD are
          "weight_decay": null              | "weight_decay": -0.01             | the optimizer Adam: weight_decay must be at least 0, found -0.01
          "loss": "categorical_crossentropy" | "loss": "poisson"                | the loss poisson is not supported
          "loss": "categorical_crossentropy" | "loss": "binary_crossentropy"    | must follow a last layer with sigmoid, found softmax
          "class_name": "Sequential"        | "class_name": "MyModel"           | the model must be Sequential or Functional, found MyModel
          "name": "float32"                 | "name": "float64"           | dtype must be float32
          {"module"                         | {module                           | config.json is no JSON
          """)
  void namesWhatItCannotTake(String found, String replaced, String error) throws IOException {
    Path file = KerasFixtures.edited(folder, "strides", "config.json", found, replaced);
    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(error)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void readsWithoutTheTrainingWhatItCannotTrain() throws IOException {
    Path file =
        KerasFixtures.edited(
            folder,
            "strides",
            "config.json",
            "\"class_name\": \"Adam\"",
            "\"class_name\": \"Lion\"");
    MultiLayerNetwork net = KerasFile.readUncompiled(file);
    KerasFileTest.assertClose(
        net.output(KerasData.batch("strides").getFeatures()),
        KerasFixtures.expected(folder, "strides").path("outputs"),
        1e-5);
  }

  @Test
  void refusesABranch() throws IOException {
    Path file =
        KerasFixtures.edited(
            folder,
            "functional",
            "config.json",
            "\"keras_history\": [\"last\", 0, 0]",
            "\"keras_history\": [\"forget\", 0, 0]");
    assertThatThrownBy(() -> KerasFile.read(file))
        .hasMessageContaining(
            "must be a chain of layers, but the layer 'forget' feeds more than one");
  }

  @Test
  void refusesAnythingBesideItsThreeEntries() throws IOException {
    Path file = KerasFixtures.copy(folder, "strides");
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.writeString(zip.getPath("payload.pkl"), "cos\nsystem\n");
    }
    assertThatThrownBy(() -> KerasFile.read(file))
        .hasMessageContaining("the entry payload.pkl is not supported");
  }

  @Test
  void stopsUnpackingAtWhatTheModelNeeds() throws IOException {
    Path file = folder.resolve("bomb.keras");
    String config;
    try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("strides.keras"))) {
      config = Files.readString(zip.getPath("config.json"));
    }
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.write(config.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("model.weights.h5"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertThatThrownBy(() -> KerasFile.read(file))
        .hasMessageContaining("the entry model.weights.h5 must have at most");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cut.keras", "cut.h5", "text.keras", "text.h5", "empty.keras", "empty.h5"})
  void saysThatAFileIsDamaged(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] whole =
        Files.readAllBytes(folder.resolve("strides" + name.substring(name.indexOf('.'))));
    byte[] content =
        name.startsWith("cut")
            ? Arrays.copyOf(whole, whole.length / 2)
            : name.startsWith("text") ? "no model".getBytes(StandardCharsets.UTF_8) : new byte[0];
    Files.write(file, content);
    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageContaining("damaged")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void leavesANetworkAloneWhenItsWeightsDoNotFit() throws IOException {
    MultiLayerNetwork net = KerasFile.read(folder.resolve("binary.keras"));
    var before = net.params().dup();
    assertThatThrownBy(() -> KerasFile.readWeights(folder.resolve("regression.weights.h5"), net))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageContaining("the dataset layers/dense/vars/0 must have the shape [40, 5]");
    assertThat(net.params()).isEqualTo(before);
  }

  @Test
  void namesTheRemedyForAWrongName() {
    assertThatThrownBy(() -> KerasFile.read(Path.of("model.zip")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a Keras file must end in .keras, .h5 or .weights.h5, found model.zip; rename it");
    assertThatThrownBy(() -> KerasFile.read(Path.of("a.weights.h5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds weights only");
    assertThatThrownBy(() -> KerasFile.read(folder.resolve("none.keras")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no Keras file at");
  }

  /** Bytes changed at random: a network or a one-line error, and nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"binary.h5", "binary.keras2.h5", "binary.weights.h5", "binary.keras"})
  void survivesDamage(String name) throws IOException {
    byte[] good = Files.readAllBytes(folder.resolve(name));
    Path file = folder.resolve("damaged" + name.substring(name.indexOf('.')));
    MultiLayerNetwork net = KerasFile.read(folder.resolve("binary.keras"));
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] bytes = good.clone();
      for (int k = random.nextInt(8); k >= 0; k--) {
        int end = random.nextBoolean() ? bytes.length : Math.min(3000, bytes.length);
        bytes[random.nextInt(end)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
      Throwable thrown =
          catchThrowable(
              () -> {
                if (name.contains("weights")) {
                  KerasFile.readWeights(file, net);
                } else {
                  KerasFile.read(file);
                }
              });
      if (thrown != null) {
        refused++;
        assertThat(thrown).isInstanceOf(KerasFormatException.class);
        assertThat(thrown.getMessage()).startsWith(file + ": ").doesNotContain("\n");
      }
    }
    assertThat(refused).isGreaterThan(10);
  }
}
