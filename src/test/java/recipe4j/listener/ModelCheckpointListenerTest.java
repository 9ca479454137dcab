package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.keras.KerasFile;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.train.BatchLogs;
import recipe4j.train.EpochLogs;
import recipe4j.train.History;
import recipe4j.train.Runs;
import recipe4j.train.Training;
import recipe4j.train.TrainingRun;

class ModelCheckpointListenerTest {
  private static final ImageDataset BARS = SmallData.dataset(40); // 32 train, 8 validate

  @TempDir private Path folder;

  static Stream<KerasDecisions.Case> cases() {
    return KerasDecisions.cases("checkpoint");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void savesWhenKerasDoesUnderTheSameNames(KerasDecisions.Case recorded) throws IOException {
    TrainingRun run = Runs.of(KerasDecisions.network());
    JsonNode options = recorded.options();
    ModelCheckpointListener.Builder builder =
        builder(options.path("filepath").asText())
            .monitor(recorded.monitor())
            .mode(recorded.mode())
            .saveBestOnly(options.path("save_best_only").asBoolean());
    if (options.has("initial_value_threshold")) {
      builder.initialValueThreshold(options.path("initial_value_threshold").asDouble());
    }
    ModelCheckpointListener listener = builder.build();
    listener.onTrainingStart(run);
    List<List<String>> files = new ArrayList<>();
    for (EpochLogs logs : recorded.logs()) {
      listener.onEpochLogs(logs, run);
      files.add(takeFiles());
    }
    assertThat(files).isEqualTo(names(recorded.expected().path("files")));
  }

  static Stream<JsonNode> batchCases() {
    return java.util.stream.StreamSupport.stream(
        KerasDecisions.recorded().path("batches").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("batchCases")
  void savesAfterTheSameBatches(JsonNode recorded) throws IOException {
    TrainingRun run = Runs.of(KerasDecisions.network());
    JsonNode options = recorded.path("options");
    ModelCheckpointListener listener =
        builder(options.path("filepath").asText())
            .saveFreq(options.path("save_freq").asInt())
            .build();
    listener.onTrainingStart(run);
    List<List<String>> files = new ArrayList<>();
    for (int epoch = 0; epoch < recorded.path("epochs").asInt(); epoch++) {
      for (int batch = 0; batch < recorded.path("steps").asInt(); batch++) {
        double loss = 1.0 / (1 + epoch) + 0.1 / (1 + batch);
        listener.onBatchLogs(new BatchLogs(epoch, batch, loss, 0.5), run);
        files.add(takeFiles());
      }
      listener.onEpochLogs(new EpochLogs(epoch, 1.0 / (1 + epoch), 0.5, 1, 0.5, 0.1, 1), run);
      assertThat(takeFiles()).isEmpty();
    }
    assertThat(files).isEqualTo(names(recorded.path("expected").path("files")));
  }

  @Test
  void aTrainingGoesOnFromACheckpointAsIfItHadNotStopped() throws IOException {
    MultiLayerNetwork whole = KerasCnn.create(BARS.shape(), 1);
    Map<String, Map<String, Object>> sections = Map.of("options", Map.of("seed", 1));
    fit(whole, 0, 4, builder("{epoch}.zip").sections(sections).build());
    SavedModel saved = ModelFile.load(folder.resolve("2.zip"));
    assertThat(saved.sections()).isEqualTo(sections);
    MultiLayerNetwork rest = saved.network();
    assertThat(rest.getEpochCount()).isEqualTo(2);
    assertThat(rest.getIterationCount()).isEqualTo(4);
    fit(rest, rest.getEpochCount(), 4);
    assertThat(rest.params()).isEqualTo(whole.params());
    assertThat(ModelSerializer.restoreMultiLayerNetwork(folder.resolve("4.zip").toFile()).params())
        .isEqualTo(whole.params());
  }

  @Test
  void keepsTheBestOfATrainingInEveryKindOfFile() throws IOException {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    History history =
        fit(
            net,
            0,
            3,
            builder("best.keras").saveBestOnly(true).build(),
            builder("all-{epoch}.h5").build(),
            builder("last.weights.h5").build());
    assertThat(takeFiles())
        .containsExactly("all-1.h5", "all-2.h5", "all-3.h5", "best.keras", "last.weights.h5");
    assertThat(history.best()).isPresent();
  }

  @Test
  void batchesAreCountedWhenTheyAreSaved() throws IOException {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    fit(
        net,
        0,
        2,
        builder("{epoch}-{batch}.keras").monitor("loss").saveBestOnly(true).saveFreq(1).build());
    MultiLayerNetwork first = KerasFile.read(folder.resolve("1-1.keras"));
    assertThat(first.getIterationCount()).isEqualTo(1);
    assertThat(net.getIterationCount()).isEqualTo(4);
    assertThat(takeFiles()).contains("1-2.keras", "2-2.keras");
  }

  @Test
  void refusesWhatCannotBeWritten() {
    assertThatThrownBy(() -> ModelCheckpointListener.builder("model.pt"))
        .hasMessage(
            "a checkpoint must end in .zip, .keras, .h5 or .weights.h5, found model.pt; rename it");
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    ModelCheckpointListener unknown = builder("{epoch}-{val_acc:.2f}.zip").build();
    assertThatThrownBy(() -> fit(net, 0, 1, unknown))
        .hasMessage(
            "the file name may have the fields epoch, accuracy, loss, val_accuracy, val_loss,"
                + " learning_rate, found {val_acc}");
    ModelCheckpointListener unwatched = builder("a.zip").saveBestOnly(true).saveFreq(2).build();
    assertThatThrownBy(() -> fit(net, 0, 1, unwatched))
        .hasMessage("monitor must be one of accuracy, loss, found \"val_loss\"");
    assertThat(net.getIterationCount()).isZero();
  }

  @Test
  void aFolderInTheWayIsToldInOneLine() throws IOException {
    Files.createDirectory(folder.resolve("taken.zip"));
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    assertThatThrownBy(() -> fit(net, 0, 1, builder("taken.zip").build()))
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageContaining("a file name is needed, found the folder");
    assertThat(net.getEpochCount()).isZero();
  }

  private ModelCheckpointListener.Builder builder(String pattern) {
    return ModelCheckpointListener.builder(folder + "/" + pattern);
  }

  private static History fit(
      MultiLayerNetwork net, int from, int epochs, TrainingListener... listeners) {
    return Training.of(net)
        .initialEpoch(from)
        .epochs(epochs)
        .batchSize(16)
        .verbose(0)
        .listeners(listeners)
        .fit(BARS);
  }

  /** Names of the files that are there, which are then gone. */
  private List<String> takeFiles() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      assertThat(file).isNotEmptyFile();
      Files.delete(file);
    }
    return files.stream().map(file -> folder.relativize(file).toString()).toList();
  }

  private static List<List<String>> names(JsonNode files) {
    List<List<String>> names = new ArrayList<>();
    for (JsonNode step : files) {
      List<String> written = new ArrayList<>();
      step.forEach(file -> written.add(file.asText()));
      names.add(written);
    }
    return names;
  }
}
