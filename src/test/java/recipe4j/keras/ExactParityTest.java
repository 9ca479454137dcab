package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.schedule.PiecewiseSchedule;

/**
 * The same weights and the same batches as src/test/keras/parity.py gave to real Keras: the same 50
 * losses, while the learning rate falls three times, and the same weights after them.
 */
class ExactParityTest {
  private static final double LOSS_TOLERANCE = 1e-5;
  private static final double WEIGHT_TOLERANCE = 1e-4;

  private static final PiecewiseSchedule SCHEDULE =
      PiecewiseSchedule.startingAt(1e-2).from(3, 1e-3).from(6, 1e-4).from(8, 1e-5);

  @TempDir static Path folder;
  private static JsonNode recorded;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream in = ExactParityTest.class.getResourceAsStream("parity.zip")) {
      KerasFixtures.unpack(in, folder);
    }
    recorded = new ObjectMapper().readTree(folder.resolve("parity.json").toFile());
  }

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DL4J", "AUTO"})
  void givesTheSameLossesAndWeights(EngineKind engine) throws IOException {
    MultiLayerNetwork net = read("before.keras", engine);
    MultiLayerNetwork after = read("after.keras", engine);
    assertThat(greatestDifference(net, after)).isGreaterThan(100 * WEIGHT_TOLERANCE);
    assertThat(greatestLossDifference(train(net, SCHEDULE))).isLessThan(LOSS_TOLERANCE);
    assertThat(greatestDifference(net, after)).isLessThan(WEIGHT_TOLERANCE);
    INDArray state = net.getUpdater().getStateViewArray();
    assertThat(state.sub(after.getUpdater().getStateViewArray()).amaxNumber().doubleValue())
        .isLessThan(WEIGHT_TOLERANCE);
    assertThat(after.getLayerWiseConfigurations().getIterationCount()).isEqualTo(50);
  }

  @Test
  void seesAnotherEpsilon() throws IOException {
    Path other = Files.copy(folder.resolve("before.keras"), folder.resolve("epsilon.keras"));
    try (FileSystem zip = FileSystems.newFileSystem(other)) {
      Path config = zip.getPath("config.json");
      String text = Files.readString(config);
      assertThat(text).contains("\"epsilon\": 1e-07");
      Files.writeString(config, text.replace("\"epsilon\": 1e-07", "\"epsilon\": 1e-08"));
    }
    MultiLayerNetwork net = read("epsilon.keras", EngineKind.AUTO);
    assertThat(greatestLossDifference(train(net, SCHEDULE))).isGreaterThan(LOSS_TOLERANCE);
  }

  @Test
  void seesAScheduleThatIsLateByAnEpoch() throws IOException {
    PiecewiseSchedule late =
        PiecewiseSchedule.startingAt(1e-2).from(4, 1e-3).from(7, 1e-4).from(9, 1e-5);
    MultiLayerNetwork net = read("before.keras", EngineKind.AUTO);
    assertThat(greatestLossDifference(train(net, late))).isGreaterThan(LOSS_TOLERANCE);
  }

  @Test
  void followsTheRecordedRates() {
    for (int epoch = 0; epoch < recorded.path("rates").size(); epoch++) {
      assertThat(SCHEDULE.rateAt(epoch))
          .isEqualTo(recorded.path("rates").get(epoch).asDouble(), within(1e-9));
    }
  }

  private static MultiLayerNetwork read(String file, EngineKind engine) throws IOException {
    return KerasFile.read(folder.resolve(file), engine, new EngineOptions(2));
  }

  private static List<Double> train(MultiLayerNetwork net, PiecewiseSchedule schedule)
      throws IOException {
    net.setLearningRate(schedule);
    List<Double> losses = new ArrayList<>();
    net.setListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            losses.add(model.score());
          }
        });
    DataSet all = images();
    int size = recorded.path("batch").asInt();
    for (JsonNode order : recorded.path("orders")) {
      List<DataSet> examples = new ArrayList<>();
      order.forEach(row -> examples.add(all.get(row.asInt())));
      net.fit(new ListDataSetIterator<>(examples, size));
    }
    return losses;
  }

  private static DataSet images() throws IOException {
    byte[] pixels = recorded.path("images").binaryValue();
    int size = recorded.path("size").asInt();
    int count = recorded.path("labels").size();
    INDArray images = Nd4j.create(count, 1, size, size);
    for (int i = 0; i < pixels.length; i++) {
      images.putScalar(i, (pixels[i] & 0xff) / 255f);
    }
    INDArray labels = Nd4j.zeros(count, 10);
    for (int i = 0; i < count; i++) {
      labels.putScalar(i, recorded.path("labels").get(i).asInt(), 1);
    }
    return new DataSet(images, labels);
  }

  private static double greatestLossDifference(List<Double> losses) {
    assertThat(losses).hasSize(50).hasSameSizeAs(recorded.path("losses"));
    double greatest = 0;
    for (int i = 0; i < losses.size(); i++) {
      double difference = losses.get(i) - recorded.path("losses").get(i).asDouble();
      greatest = Math.max(greatest, Math.abs(difference));
    }
    return greatest;
  }

  private static double greatestDifference(MultiLayerNetwork a, MultiLayerNetwork b) {
    return a.params().sub(b.params()).amaxNumber().doubleValue();
  }
}
