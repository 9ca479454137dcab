package recipe4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.SmallData;
import recipe4j.data.Shuffle;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.listener.EarlyStoppingListener;
import recipe4j.listener.LearningRateSchedulerListener;
import recipe4j.listener.MonitorMode;
import recipe4j.listener.ReduceLrOnPlateauListener;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.BatchLogs;
import recipe4j.train.EpochListener;
import recipe4j.train.History;
import recipe4j.train.Training;
import recipe4j.train.TrainingBackup;
import recipe4j.train.TrainingInterruptedException;
import recipe4j.train.TrainingRun;

/** A training that is interrupted anywhere is resumed to the bit. */
class BackupTest {
  private static final EngineOptions THREADS = new EngineOptions(2);
  private static final Supplier<List<TrainingListener>> NONE = List::of;
  private static final Map<String, Trained> WHOLE = new ConcurrentHashMap<>();

  @TempDir private Path folder;

  /** Does something after a batch, both counted from 0. */
  private static final class After extends EpochListener {
    private final int epoch;
    private final int batch;
    private final Runnable action;

    After(int epoch, int batch, Runnable action) {
      this.epoch = epoch;
      this.batch = batch;
      this.action = action;
    }

    @Override
    public void onBatchLogs(BatchLogs logs, TrainingRun run) {
      if (logs.epoch() == epoch && logs.batch() == batch) {
        action.run();
      }
    }
  }

  /** Stands for a power failure. */
  private static final class PowerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @CsvSource({
    "ONEDNN, false, 0, 0", "ONEDNN, false, 1, 1", "ONEDNN, false, 2, 2", "ONEDNN, true, 1, 0",
    "DL4J, false, 0, 0", "DL4J, true, 1, 1", "DL4J, true, 3, 2", "DL4J, false, 2, 0"
  })
  void goesOnAfterAnInterruption(EngineKind engine, boolean normalised, int epoch, int batch)
      throws IOException {
    Trained whole = whole(engine, normalised);
    MultiLayerNetwork net = Trained.network(engine, normalised);
    Training training = Trained.training(net).backup(target(), 0);
    training.listeners(new After(epoch, batch, training::interrupt));
    TrainingInterruptedException told =
        catchThrowableOfType(TrainingInterruptedException.class, () -> training.fit(Trained.DATA));
    assertThat(told.epoch()).isEqualTo(epoch);
    assertThat(told.batch()).isEqualTo(batch + 1);
    assertThat(told.backedUp()).isTrue();
    assertThat(told).hasMessage("interrupted in epoch %d, batch %d", epoch + 1, batch + 1);
    assertThat(goOn(engine, NONE)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "ONEDNN, 0, 0, 0",
    "ONEDNN, 1, 1, 0",
    "ONEDNN, 1, 1, 1",
    "DL4J, 0, 1, 0",
    "DL4J, 2, 2, 1",
    "DL4J, 1, 0, 0",
    "ONEDNN, 3, 2, 2"
  })
  void goesOnAfterAPowerFailure(EngineKind engine, int epoch, int batch, int every)
      throws IOException {
    Trained whole = whole(engine, true);
    fail(Trained.network(engine, true), epoch, batch, every, NONE);
    assertThat(goOn(engine, NONE)).isEqualTo(whole);
  }

  @ParameterizedTest
  @EnumSource(names = {"ONEDNN", "DL4J"})
  void scheduleStoppingAndBestWeightsGoOn(EngineKind engine) throws IOException {
    // The first epoch has the highest loss: the best one to this listener, which then waits.
    Supplier<List<TrainingListener>> listeners =
        () ->
            List.of(
                EarlyStoppingListener.builder()
                    .monitor("loss")
                    .mode(MonitorMode.MAX)
                    .patience(2)
                    .restoreBestWeights(true)
                    .build());
    PiecewiseSchedule schedule = PiecewiseSchedule.startingAt(0.01).from(1, 0.005).from(2, 0.002);
    MultiLayerNetwork first = Trained.network(engine, true);
    first.setLearningRate(schedule);
    Trained whole = train(first, listeners);
    assertThat(whole.epochs()).as("stopped early").hasSize(3);

    MultiLayerNetwork net = Trained.network(engine, true);
    net.setLearningRate(schedule);
    fail(net, 1, 1, 1, listeners);
    assertThat(goOn(engine, listeners)).isEqualTo(whole);
    assertThat(goOn(engine, listeners)).as("after the stop").isEqualTo(whole);
  }

  @Test
  void ratesThatListenersSetGoOn() throws IOException {
    Supplier<List<TrainingListener>> listeners =
        () ->
            List.of(
                ReduceLrOnPlateauListener.builder().factor(0.5).patience(2).minDelta(100).build(),
                new LearningRateSchedulerListener((epoch, rate) -> rate * 0.9));
    Trained whole = train(Trained.network(EngineKind.ONEDNN, false), listeners);
    assertThat(whole.epochs().get(3).learningRate()).isLessThan(0.005);
    fail(Trained.network(EngineKind.ONEDNN, false), 2, 1, 1, listeners);
    assertThat(goOn(EngineKind.ONEDNN, listeners)).isEqualTo(whole);
  }

  @Test
  void aFinishedTrainingIsTrainedFurther() throws IOException {
    Trained whole = whole(EngineKind.DL4J, true);
    MultiLayerNetwork net = Trained.network(EngineKind.DL4J, true);
    Trained.training(net).epochs(2).backup(target(), 0).fit(Trained.DATA);
    assertThat(goOn(EngineKind.DL4J, NONE)).isEqualTo(whole);
  }

  @Test
  void aBackupIsAModelOfStockDl4j() throws IOException {
    MultiLayerNetwork net = Trained.network(EngineKind.DL4J, true);
    Trained.training(net).backup(target(), 0).fit(Trained.DATA);
    Path file = folder.resolve(BackupFolder.NEWEST);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    assertThat(loaded.params()).isEqualTo(net.params());
    assertThat(loaded.getUpdater().getStateViewArray())
        .isEqualTo(net.getUpdater().getStateViewArray());
    assertThat(loaded.getEpochCount()).isEqualTo(Trained.EPOCHS);
  }

  @Test
  void listenersHearEveryEpochStartOnce() throws IOException {
    List<Integer> starts = new ArrayList<>();
    EpochListener hearer =
        new EpochListener() {
          @Override
          public void onEpochStart(int epoch, TrainingRun run) {
            starts.add(epoch);
          }
        };
    fail(Trained.network(EngineKind.ONEDNN, false), 1, 1, 1, () -> List.of(hearer));
    goOn(EngineKind.ONEDNN, () -> List.of(hearer));
    assertThat(starts).containsExactly(0, 1, 2, 3);
  }

  @Test
  void goesOnInTheOneOrderOfAllEpochs() throws IOException {
    MultiLayerNetwork uninterrupted = Trained.network(EngineKind.ONEDNN, false);
    Trained whole = Trained.of(uninterrupted, once(uninterrupted).fit(Trained.DATA));
    Training training = once(Trained.network(EngineKind.ONEDNN, false)).backup(target(), 0);
    training.listeners(new After(2, 1, training::interrupt));
    assertThatThrownBy(() -> training.fit(Trained.DATA))
        .isInstanceOf(TrainingInterruptedException.class);
    Backup backup = newest();
    MultiLayerNetwork net = backup.network(EngineKind.ONEDNN, THREADS);
    History history = once(net).resume(backup.state()).fit(Trained.DATA);
    assertThat(Trained.of(net, history)).isEqualTo(whole);
    assertThat(goOn(EngineKind.ONEDNN, NONE)).as("with other orders").isNotEqualTo(whole);
  }

  private static Training once(MultiLayerNetwork net) {
    return Trained.training(net).shuffle(Shuffle.ONCE);
  }

  @Test
  void aStateOfAnotherTrainingIsRefused() throws IOException {
    fail(Trained.network(EngineKind.ONEDNN, false), 3, 1, 1, NONE);
    Backup backup = newest();
    MultiLayerNetwork net = backup.network(EngineKind.ONEDNN, THREADS);
    Training fewer = Trained.training(net).epochs(3).resume(backup.state());
    assertThatThrownBy(() -> fewer.fit(Trained.DATA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs must be at least the 4 that have begun already, found 3");
    Training smaller = Trained.training(net).resume(backup.state());
    assertThatThrownBy(() -> smaller.fit(SmallData.dataset(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images to skip must be 0 to 8, found 16");
  }

  /** What a training without an interruption comes to, the same for all tests. */
  private static Trained whole(EngineKind engine, boolean normalised) {
    return WHOLE.computeIfAbsent(
        engine + " " + normalised, key -> train(Trained.network(engine, normalised), NONE));
  }

  private static Trained train(MultiLayerNetwork net, Supplier<List<TrainingListener>> listeners) {
    Training training = Trained.training(net);
    training.listeners(listeners.get().toArray(TrainingListener[]::new));
    return Trained.of(net, training.fit(Trained.DATA));
  }

  private void fail(
      MultiLayerNetwork net,
      int epoch,
      int batch,
      int every,
      Supplier<List<TrainingListener>> listeners) {
    Training training = Trained.training(net).backup(target(), every);
    training.listeners(listeners.get().toArray(TrainingListener[]::new));
    training.listeners(
        new After(
            epoch,
            batch,
            () -> {
              throw new PowerFailure();
            }));
    assertThatThrownBy(() -> training.fit(Trained.DATA)).isInstanceOf(PowerFailure.class);
  }

  private Trained goOn(EngineKind engine, Supplier<List<TrainingListener>> listeners)
      throws IOException {
    Nd4j.getRandom().setSeed(999); // another JVM's would be anywhere
    Backup backup = newest();
    MultiLayerNetwork net = backup.network(engine, THREADS);
    Training training = Trained.training(net).resume(backup.state()).backup(target(), 0);
    training.listeners(listeners.get().toArray(TrainingListener[]::new));
    return Trained.of(net, training.fit(Trained.DATA));
  }

  private Backup newest() throws IOException {
    return BackupFolder.at(folder)
        .newest(
            warning -> {
              throw new AssertionError(warning);
            })
        .orElseThrow();
  }

  private TrainingBackup target() {
    BackupFolder backups = BackupFolder.at(folder);
    return (net, state) -> backups.save(net, state, Map.of());
  }
}
