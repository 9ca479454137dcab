package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.data.ImageShape;
import recipe4j.keras.hdf5.Hdf5Reader;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.schedule.PiecewiseSchedule;

class WrittenFileTest {
  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    KerasFixtures.unpack(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"strides", "normalized", "functional", "logits", "binary", "regression"})
  void comesBackBitByBit(String name) throws IOException {
    MultiLayerNetwork net = KerasFile.read(folder.resolve(name + ".keras"));
    net.fit(KerasData.batch(name));
    Path keras = folder.resolve("written.keras");
    KerasFile.write(keras, net);
    MultiLayerNetwork back = KerasFile.read(keras);
    assertThat(back.params()).isEqualTo(net.params());
    assertThat(back.getLayerWiseConfigurations().getIterationCount()).isEqualTo(4);
    if (net.getUpdater().getStateViewArray() != null) {
      assertThat(back.getUpdater().getStateViewArray())
          .isEqualTo(net.getUpdater().getStateViewArray());
    }
    Path h5 = folder.resolve("written.h5");
    KerasFile.write(h5, net);
    assertThat(KerasFile.read(h5).params()).isEqualTo(net.params());
    Path weights = folder.resolve("written.weights.h5");
    KerasFile.write(weights, net);
    back.params().assign(1);
    KerasFile.readWeights(weights, back);
    assertThat(back.params()).isEqualTo(net.params());
  }

  @ParameterizedTest
  @ValueSource(strings = {"normalized", "functional", "binary"})
  void isSavedAndLoadedAsOneOfOurs(String name) throws IOException {
    MultiLayerNetwork net = KerasFile.read(folder.resolve(name + ".keras"));
    Path zip = folder.resolve("ours.zip");
    ModelFile.save(zip, net, Map.of());
    MultiLayerNetwork back = ModelFile.load(zip).network();
    if (!name.equals("functional")) { // whose dropout draws other numbers
      DataSet batch = KerasData.batch(name);
      net.fit(batch);
      back.fit(batch);
    }
    assertThat(back.params()).isEqualTo(net.params());
    assertThat(back.getUpdater().getStateViewArray())
        .isEqualTo(net.getUpdater().getStateViewArray());
  }

  /** Keras would fail on class numbers if it were told of one-hot rows, and the other way round. */
  @ParameterizedTest
  @CsvSource({
    "logits,sparse_categorical_crossentropy",
    "strides,categorical_crossentropy",
  })
  void keepsTheKindOfLabels(String name, String loss) throws IOException {
    Path zip = folder.resolve("labels.zip");
    ModelFile.save(zip, KerasFile.read(folder.resolve(name + ".keras")), Map.of());
    MultiLayerNetwork net = ModelFile.load(zip).network();
    net.fit(KerasData.batch(name));
    Path keras = folder.resolve("labels.keras");
    KerasFile.write(keras, net);
    try (KerasZip file = KerasZip.open(keras)) {
      assertThat(ModelReader.parse(file.config(), "").at("/compile_config/loss").asText())
          .isEqualTo(loss);
    }
    Path h5 = folder.resolve("labels.h5");
    KerasFile.write(h5, KerasFile.read(keras));
    String training = Hdf5Reader.open(Files.readAllBytes(h5)).attribute("", "training_config");
    assertThat(ModelReader.parse(training, "").path("loss").asText()).isEqualTo(loss);
  }

  @Test
  void givesLayersNamesThatTensorFlowTakes() throws IOException {
    MultiLayerNetwork net = KerasFile.read(named(folder));
    assertThat(net.getLayerNames()).containsExactly("卷积", "池化", "zweite_Schicht.é", "输出");
    for (String kind : List.of("named.keras", "named.h5")) {
      Path file = folder.resolve(kind);
      KerasFile.write(file, net);
      MultiLayerNetwork back = KerasFile.read(file);
      assertThat(back.getLayerNames())
          .containsExactly("conv2d", "average_pooling2d", "conv2d_1", "dense");
      assertThat(back.params()).isEqualTo(net.params());
    }
  }

  /** "strides" with other names; two have the same number of bytes. */
  static Path named(Path folder) throws IOException {
    Path file = KerasFixtures.copy(folder, "strides");
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Path config = zip.getPath("config.json");
      Files.writeString(
          config,
          Files.readString(config)
              .replace("\"name\": \"conv2d\"", "\"name\": \"卷积\"")
              .replace("\"name\": \"average_pooling2d\"", "\"name\": \"池化\"")
              .replace("\"name\": \"conv2d_1\"", "\"name\": \"zweite_Schicht.é\"")
              .replace("\"name\": \"dense\"", "\"name\": \"输出\""));
    }
    return file;
  }

  @Test
  void writesTheRateOfASchedule() throws IOException {
    MultiLayerNetwork net = KerasCnn.create(new ImageShape(18, 18, 3), 1);
    net.setLearningRate(PiecewiseSchedule.startingAt(1e-3).from(2, 1e-4));
    net.getLayerWiseConfigurations().setEpochCount(2);
    Path file = folder.resolve("schedule.keras");
    KerasFile.write(file, net);
    assertThat(KerasFile.read(file).getLearningRate(0)).isEqualTo(1e-4);
  }

  @Test
  void givesAnActivationWithoutANameALayerOfItsOwn() throws IOException {
    MultiLayerNetwork net =
        network(
            new Nadam(),
            new DenseLayer.Builder().nOut(4).activation(new ActivationLReLU(0.03)).build());
    Path file = folder.resolve("leaky.h5");
    KerasFile.writeUncompiled(file, net);
    MultiLayerNetwork back = KerasFile.read(file);
    DataSet batch = KerasData.batch("regression");
    assertThat(back.output(batch.getFeatures())).isEqualTo(net.output(batch.getFeatures()));
  }

  @Test
  void refusesWhatKerasHasNot() {
    assertRefused(network(new Nadam(), plain()), "the optimizer Nadam has no equal in Keras");
    assertRefused(network(new RmsProp(), plain()), "the optimizer RmsProp has no equal in Keras");
    assertRefused(
        network(
            new org.nd4j.linalg.learning.config.Sgd(),
            new DenseLayer.Builder().nOut(4).weightDecay(1e-4).activation(Activation.RELU).build()),
        "layer 0 has regularisation");
    assertRefused(
        network(
            new org.nd4j.linalg.learning.config.Sgd(),
            new DenseLayer.Builder().nOut(4).activation(Activation.CUBE).build()),
        "the activation cube has no equal in Keras");
    MultiLayerNetwork recurrent =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nIn(2).nOut(2).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(2))
                .build());
    recurrent.init();
    assertRefused(recurrent, "layer 0 (LSTM) can't be written for Keras, only");
    MultiLayerNetwork dilated =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new SubsamplingLayer.Builder()
                        .kernelSize(2, 2)
                        .stride(1, 1)
                        .dilation(2, 2)
                        .build())
                .layer(output(2))
                .setInputType(InputType.convolutionalFlat(8, 8, 1))
                .build());
    dilated.init();
    assertRefused(dilated, "layer 0 has dilation");
  }

  @Test
  void leavesTheOldFileWhenItCannotWrite() throws IOException {
    Path file = folder.resolve("old.keras");
    Files.writeString(file, "old");
    assertThatThrownBy(() -> KerasFile.write(file, network(new Nadam(), plain())))
        .isInstanceOf(KerasFormatException.class);
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(f -> f.toString().contains(".tmp"))).isEmpty();
    }
  }

  private static void assertRefused(MultiLayerNetwork net, String error) {
    assertThatThrownBy(() -> KerasFile.write(folder.resolve("refused.keras"), net))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageContaining(error);
    assertThat(folder.resolve("refused.keras")).doesNotExist();
  }

  private static MultiLayerNetwork network(
      org.nd4j.linalg.learning.config.IUpdater updater, Layer first) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .list()
                .layer(first)
                .layer(output(2))
                .setInputType(InputType.feedForward(10))
                .build());
    net.init();
    return net;
  }

  private static DenseLayer plain() {
    return new DenseLayer.Builder().nOut(4).activation(Activation.RELU).build();
  }

  private static OutputLayer output(int classes) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nOut(classes)
        .activation(Activation.IDENTITY)
        .build();
  }
}
