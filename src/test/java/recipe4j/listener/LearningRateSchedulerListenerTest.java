package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.model.KerasCnn;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.History;
import recipe4j.train.Training;

class LearningRateSchedulerListenerTest {
  private static final ImageDataset BARS = SmallData.dataset(40); // 32 train, 8 validate

  @Test
  void setsTheRateOfEveryEpochFromZero() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    History history = fit(net, 0, new LearningRateSchedulerListener(epoch -> 0.1 / (1 << epoch)));
    assertThat(history.get("learning_rate")).containsExactly(0.1, 0.05, 0.025);
    assertThat(net.getLearningRate(0)).isEqualTo(0.025);
  }

  @Test
  void isGivenThePresentRate() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    History history =
        fit(
            net,
            1,
            new LearningRateSchedulerListener((epoch, rate) -> epoch < 2 ? rate : rate * 0.5));
    assertThat(history.get("learning_rate")).containsExactly(1e-3, 5e-4);
  }

  @Test
  void trainsAsAScheduleOfTheSameRatesDoes() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    fit(net, 0, new LearningRateSchedulerListener(epoch -> epoch < 1 ? 1e-3 : 1e-4));
    MultiLayerNetwork scheduled = KerasCnn.create(BARS.shape(), 1);
    Training.of(scheduled)
        .epochs(3)
        .batchSize(16)
        .verbose(0)
        .schedule(PiecewiseSchedule.startingAt(1e-3).from(1, 1e-4))
        .fit(BARS);
    assertThat(net.params().equalsWithEps(scheduled.params(), 1e-6)).isTrue();
    MultiLayerNetwork constant = KerasCnn.create(BARS.shape(), 1);
    fit(constant, 0);
    assertThat(net.params().equalsWithEps(constant.params(), 1e-6)).isFalse();
  }

  @Test
  void refusesAScheduleBesideItAndImpossibleRates() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    assertThatThrownBy(() -> fit(net, 0, new LearningRateSchedulerListener(epoch -> -1)))
        .hasMessage("a learning rate must be finite and at least 0, found -1.0");
    net.setLearningRate(PiecewiseSchedule.recipe());
    assertThatThrownBy(() -> fit(net, 0, new LearningRateSchedulerListener(epoch -> 0.1)))
        .hasMessageContaining("leave out the schedule or the listener that sets the rate");
  }

  @Test
  void theRateOfTheEpochIsWhatOthersSee() {
    double[] seen = new double[3];
    LambdaListener before =
        LambdaListener.builder()
            .onTrainBatchBegin(
                (batch, run) ->
                    seen[run.network().getEpochCount()] = run.network().getLearningRate(0))
            .build();
    fit(
        KerasCnn.create(BARS.shape(), 1),
        0,
        before,
        new LearningRateSchedulerListener(epoch -> epoch + 1e-3));
    assertThat(seen).containsExactly(new double[] {1e-3, 1.001, 2.001}, within(1e-12));
  }

  private static History fit(MultiLayerNetwork net, int from, TrainingListener... listeners) {
    return Training.of(net)
        .initialEpoch(from)
        .epochs(3)
        .batchSize(16)
        .verbose(0)
        .listeners(listeners)
        .fit(BARS);
  }
}
