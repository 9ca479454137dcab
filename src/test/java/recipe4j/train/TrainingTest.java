package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.SmallData;
import recipe4j.data.ImageBatches;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.Shuffle;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.KerasCnn;
import recipe4j.schedule.PiecewiseSchedule;

class TrainingTest {
  private static final ImageDataset BARS = SmallData.dataset(60); // 48 train, 12 validate

  @ParameterizedTest
  @EnumSource(names = {"ONEDNN", "DL4J"})
  void aDivergedNetworkHasNoFiniteLoss(EngineKind engine) {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1, engine, EngineOptions.defaults());
    net.params().assign(Double.NaN);
    assertThat(Evaluation.of(net, BARS.validation(), 5).loss()).isNaN();
  }

  @Test
  void historyIsTheMeanOfTheLossesBeforeEachUpdate() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    MultiLayerNetwork byHand = KerasCnn.create(BARS.shape(), 1);
    History history = Training.of(net).epochs(2).batchSize(20).seed(7).verbose(0).fit(BARS);

    ImageBatches batches = ImageBatches.shuffled(BARS.train(), 20, 7);
    for (EpochLogs logs : history.epochs()) {
      batches.startEpoch(logs.epoch());
      double loss = 0;
      double correct = 0;
      while (batches.hasNext()) {
        DataSet batch = batches.next();
        loss += byHand.score(batch, true) * batch.numExamples();
        correct +=
            byHand
                .output(batch.getFeatures())
                .argMax(1)
                .eq(batch.getLabels().argMax(1))
                .castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT)
                .sumNumber()
                .doubleValue();
        byHand.fit(batch);
      }
      assertThat(logs.loss()).isCloseTo(loss / 48, within(1e-5));
      assertThat(logs.accuracy()).isCloseTo(correct / 48, within(1e-9));
      DataSet held = new DataSet(BARS.validation().features(), labels(BARS));
      assertThat(logs.valLoss()).isCloseTo(byHand.score(held, false), within(1e-5));
    }
    assertThat(net.params()).isEqualTo(byHand.params());
  }

  @Test
  void sameSeedSameHistoryOtherSeedOther() {
    assertThat(losses(3, 5)).isEqualTo(losses(3, 5)).isNotEqualTo(losses(3, 6));
  }

  @Test
  void initialEpochContinuesScheduleAndOrder() {
    MultiLayerNetwork whole = KerasCnn.create(BARS.shape(), 1);
    PiecewiseSchedule schedule = PiecewiseSchedule.startingAt(1e-3).from(1, 1e-4).from(2, 1e-5);
    History all =
        Training.of(whole).epochs(3).batchSize(16).schedule(schedule).verbose(0).fit(BARS);

    MultiLayerNetwork parts = KerasCnn.create(BARS.shape(), 1);
    Training.of(parts).epochs(1).batchSize(16).schedule(schedule).verbose(0).fit(BARS);
    History rest = Training.of(parts).initialEpoch(1).epochs(3).batchSize(16).verbose(0).fit(BARS);

    assertThat(all.get("learning_rate")).containsExactly(1e-3, 1e-4, 1e-5);
    assertThat(rest.get("learning_rate")).containsExactly(1e-4, 1e-5);
    assertThat(rest.epochs()).extracting(EpochLogs::epoch).containsExactly(1, 2);
    assertThat(parts.params()).isEqualTo(whole.params());
  }

  @Test
  void shuffledOnceEveryEpochTrainsInTheSameOrder() {
    MultiLayerNetwork byHand = KerasCnn.create(BARS.shape(), 1);
    ImageBatches batches = ImageBatches.shuffled(BARS.train(), 16, 7);
    for (int epoch = 0; epoch < 3; epoch++) {
      batches.startEpoch(0);
      batches.forEachRemaining(byHand::fit);
    }
    assertThat(trained(Shuffle.ONCE).params()).isEqualTo(byHand.params());
    assertThat(trained(Shuffle.EVERY_EPOCH).params()).isNotEqualTo(byHand.params());
    assertThat(trained(Shuffle.NEVER).params()).isNotEqualTo(byHand.params());
  }

  private static MultiLayerNetwork trained(Shuffle shuffle) {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    Training.of(net).epochs(3).batchSize(16).seed(7).shuffle(shuffle).verbose(0).fit(BARS);
    return net;
  }

  @Test
  void keepsTheUsersListeners() {
    List<String> heard = new ArrayList<>();
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    BaseTrainingListener users =
        new BaseTrainingListener() {
          @Override
          public void onEpochStart(Model model) {
            heard.add("start");
          }

          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            heard.add("batch");
          }

          @Override
          public void onEpochEnd(Model model) {
            heard.add("end");
          }
        };
    net.setListeners(users);
    Training.of(net).epochs(1).batchSize(20).verbose(0).fit(BARS);
    assertThat(heard).containsExactly("start", "batch", "batch", "batch", "end");
    assertThat(net.getListeners()).hasSize(1).allMatch(listener -> listener == users);
  }

  @Test
  void withoutValidationThereAreNoValidationFigures() {
    ImageDataset unsplit =
        ImageDataset.split(BARS.info(), SmallData.bars(20, 1), SmallData.bars(5, 2), 0);
    History history =
        Training.of(KerasCnn.create(BARS.shape(), 1)).batchSize(10).verbose(0).fit(unsplit);
    assertThat(history.toMap()).containsOnlyKeys("accuracy", "loss", "learning_rate", "seconds");
    assertThat(history.best()).isEmpty();
  }

  @Test
  void refusesWhatCannotBeTrained() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    assertThatThrownBy(() -> Training.of(net).batchSize(0))
        .hasMessage("batch size must be at least 1, found 0");
    assertThatThrownBy(() -> Training.of(net).epochs(0))
        .hasMessage("epochs must be at least 1, found 0");
    assertThatThrownBy(() -> Training.of(net).verbose(3))
        .hasMessage("verbose must be 0, 1 or 2, found 3");
    assertThatThrownBy(() -> Training.of(net).initialEpoch(2).epochs(2).fit(BARS))
        .hasMessage("initial epoch must be below epochs (2), found 2");
    MultiLayerNetwork other = KerasCnn.create(new ImageShape(28, 28, 10), 1);
    assertThatThrownBy(() -> Training.of(other).fit(BARS))
        .hasMessageStartingWith("the network takes 28x28 images of 10 classes, found 18x18 of 3");
  }

  private static double[] losses(int epochs, long seed) {
    return Training.of(KerasCnn.create(BARS.shape(), seed))
        .epochs(epochs)
        .batchSize(16)
        .seed(seed)
        .verbose(0)
        .fit(BARS)
        .get("loss");
  }

  private static org.nd4j.linalg.api.ndarray.INDArray labels(ImageDataset dataset) {
    int[] all = new int[dataset.validation().count()];
    java.util.Arrays.setAll(all, i -> i);
    return dataset.validation().oneHotLabels(all);
  }
}
