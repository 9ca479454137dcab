package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.KerasCnn;
import recipe4j.train.BatchLogs;
import recipe4j.train.EpochListener;
import recipe4j.train.ListenerState;
import recipe4j.train.Runs;
import recipe4j.train.Training;
import recipe4j.train.TrainingRun;
import recipe4j.train.TrainingState;

/** Files that grow with a training hold every epoch once, also when a part of it came twice. */
class ResumedLogsTest {
  private static final ImageDataset BARS = SmallData.dataset(40); // two batches of 16

  private final MultiLayerNetwork net =
      KerasCnn.create(BARS.shape(), 1, EngineKind.AUTO, new EngineOptions(1));
  private final TrainingState[] kept = new TrainingState[1];
  @TempDir private Path folder;

  @Test
  void everyPointOfTensorBoardComesOnce() throws IOException {
    failAndGoOn(
        new TensorBoardListener(folder).alsoEveryBatches(1),
        new TensorBoardListener(folder).alsoEveryBatches(1));
    Map<String, List<Long>> train = EventRecords.steps(EventRecords.points(onlyFile("train")));
    assertThat(train.get("epoch_loss")).containsExactly(0L, 1L, 2L);
    assertThat(train.get("batch_loss")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    Map<String, List<Long>> held = EventRecords.steps(EventRecords.points(onlyFile("validation")));
    assertThat(held.get("epoch_loss")).containsExactly(0L, 1L, 2L);
  }

  /** The name of the file comes from a backup, and what bears it may come from a stranger. */
  @Test
  void aLinkInThePlaceOfAFileOfTensorBoardIsNotFollowed() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "precious");
    String name = "events.out.tfevents.1700000000.recipe4j.1.0.v2";
    Path link = Files.createSymbolicLink(folder.resolve(name), precious);
    assertThat(EventFile.reopen(folder, name, 0, InstantSource.system())).isEmpty();
    assertThat(precious).hasContent("precious");

    Files.delete(link);
    Files.createFile(link);
    EventFile file = EventFile.reopen(folder, name, 0, InstantSource.system()).orElseThrow();
    Files.delete(link);
    Files.createSymbolicLink(link, precious); // meanwhile
    assertThatThrownBy(() -> file.scalar("loss", 1, 0)).isInstanceOf(IOException.class);
    assertThat(precious).hasContent("precious");
  }

  @Test
  void everyRowOfALogComesOnce() throws IOException {
    Path log = folder.resolve("log.csv");
    failAndGoOn(new CsvListener(log, false), new CsvListener(log, false));
    assertThat(Files.readAllLines(log))
        .extracting(row -> row.split(",", 2)[0])
        .containsExactly("epoch", "0", "1", "2");
  }

  @Test
  void rowsOfAnEarlierTrainingStayInALogThatIsAppendedTo() throws IOException {
    Path log = Files.writeString(folder.resolve("log.csv"), "epoch,loss\n0,0.5\n");
    failAndGoOn(new CsvListener(log, true), new CsvListener(log, true));
    assertThat(Files.readAllLines(log))
        .extracting(row -> row.split(",", 2)[0])
        .containsExactly("epoch", "0", "0", "1", "2");
  }

  @Test
  void statesOfAnotherNetworkAreRefused() {
    EarlyStoppingListener listener = EarlyStoppingListener.builder().build();
    Map<String, Object> values = Map.of("wait", 0, "best_epoch", 0, "stopped_epoch", -1);
    ListenerState state = new ListenerState(values, Map.of("best_weights", new double[7]));
    TrainingRun run = Runs.of(net);
    assertThatThrownBy(() -> listener.restore(state, run))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "best weights must have length %d, found 7; they belong to another network",
            net.numParams());
    ListenerState empty = new ListenerState(Map.of("wait", "many"));
    assertThatThrownBy(() -> listener.restore(empty, run))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a listener's state must hold the number \"wait\", found many");
  }

  /** Fails after the second epoch was logged, before it was backed up. */
  private void failAndGoOn(TrainingListener first, TrainingListener second) {
    Training failing = training(first);
    failing.listeners(
        new EpochListener() {
          @Override
          public void onBatchLogs(BatchLogs logs, TrainingRun run) {
            if (logs.epoch() == 2) {
              throw new IllegalStateException("the power fails");
            }
          }
        });
    failing.backup((network, state) -> kept[0] = state.epoch() < 2 ? state : kept[0], 0);
    assertThatThrownBy(() -> failing.fit(BARS)).isInstanceOf(IllegalStateException.class);
    training(second).resume(kept[0]).fit(BARS);
  }

  private Training training(TrainingListener listener) {
    return Training.of(net).epochs(3).batchSize(16).verbose(0).listeners(listener);
  }

  private byte[] onlyFile(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(part))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return Files.readAllBytes(all.get(0));
    }
  }
}
