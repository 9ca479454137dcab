package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.model.KerasCnn;
import recipe4j.train.EpochLogs;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.Runs;
import recipe4j.train.Training;
import recipe4j.train.TrainingRun;

class EarlyStoppingListenerTest {
  private static final ImageDataset BARS = SmallData.dataset(40); // 32 train, 8 validate

  static Stream<KerasDecisions.Case> cases() {
    return KerasDecisions.cases("earlyStopping");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stopsAndRestoresWhereKerasDoes(KerasDecisions.Case recorded) {
    MultiLayerNetwork net = KerasDecisions.network();
    TrainingRun run = Runs.of(net);
    EarlyStoppingListener listener = listener(recorded);
    listener.onTrainingStart(run);
    List<EpochLogs> heard = new ArrayList<>();
    for (EpochLogs logs : recorded.logs()) {
      net.params().assign(logs.epoch());
      listener.onEpochLogs(logs, run);
      heard.add(logs);
      if (run.stopReason().isPresent()) {
        break;
      }
    }
    listener.onTrainingEnd(new History(heard), run);

    JsonNode expected = recorded.expected();
    int last = expected.path("lastEpoch").asInt();
    assertThat(heard.get(heard.size() - 1).epoch()).isEqualTo(last);
    assertThat(run.stopReason().isPresent()).isEqualTo(expected.path("stopped").asBoolean());
    assertThat(listener.stoppedEpoch().isPresent()).isEqualTo(run.stopReason().isPresent());
    assertThat(net.params().getDouble(0)).isEqualTo(expected.path("weightsOfEpoch").asDouble());
  }

  private static EarlyStoppingListener listener(KerasDecisions.Case recorded) {
    JsonNode options = recorded.options();
    EarlyStoppingListener.Builder builder =
        EarlyStoppingListener.builder()
            .monitor(recorded.monitor())
            .mode(recorded.mode())
            .minDelta(options.path("min_delta").asDouble(0))
            .patience(options.path("patience").asInt(0))
            .startFromEpoch(options.path("start_from_epoch").asInt(0))
            .restoreBestWeights(options.path("restore_best_weights").asBoolean());
    if (options.has("baseline")) {
      builder.baseline(options.path("baseline").asDouble());
    }
    return builder.build();
  }

  @Test
  void theNetworkEndsWithItsBestWeightsAlsoWithoutAnEarlyStop() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    List<INDArray> weights = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EarlyStoppingListener stopping =
        EarlyStoppingListener.builder()
            .monitor("loss")
            .mode(MonitorMode.MAX) // the first epoch is the best
            .patience(100)
            .restoreBestWeights(true)
            .messages(new PrintStream(bytes, true, StandardCharsets.UTF_8))
            .build();
    LambdaListener keep =
        LambdaListener.builder()
            .onEpochEnd((logs, run) -> weights.add(run.network().params().dup()))
            .build();
    History history = fit(net, 3, stopping, keep);
    assertThat(history.epochs()).hasSize(3);
    assertThat(stopping.stoppedEpoch()).isEmpty();
    assertThat(stopping.bestEpoch()).hasValue(0);
    assertThat(net.params()).isEqualTo(weights.get(0)).isNotEqualTo(weights.get(2));
    assertThat(Evaluation.of(net, BARS.validation(), 8).loss())
        .isEqualTo(history.epochs().get(0).valLoss());
    assertThat(net.getEpochCount()).isEqualTo(3);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("Restored the weights of epoch 1");
  }

  @Test
  void anEarlyStopEndsTheTrainingAfterItsEpoch() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    EarlyStoppingListener stopping =
        EarlyStoppingListener.builder().monitor("accuracy").mode(MonitorMode.MIN).build();
    History history =
        fit(net, 9, EarlyStoppingListener.builder().minDelta(100).patience(2).build(), stopping);
    assertThat(history.epochs()).hasSizeLessThanOrEqualTo(3);
    assertThat(net.getIterationCount()).isEqualTo(2 * history.epochs().size());
  }

  @Test
  void servesAnotherTraining() {
    EarlyStoppingListener stopping =
        EarlyStoppingListener.builder().minDelta(100).patience(1).build();
    for (int i = 0; i < 2; i++) {
      assertThat(fit(KerasCnn.create(BARS.shape(), i), 5, stopping).epochs()).hasSize(2);
      assertThat(stopping.stoppedEpoch()).hasValue(1);
    }
  }

  @Test
  void refusesWhatItCannotWatch() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    EarlyStoppingListener unknown =
        EarlyStoppingListener.builder().monitor("val_acc").mode(MonitorMode.MAX).build();
    assertThatThrownBy(() -> fit(net, 1, unknown))
        .hasMessage(
            "monitor must be one of accuracy, loss, val_accuracy, val_loss, learning_rate,"
                + " found \"val_acc\"");
    assertThat(net.getIterationCount()).isZero();
    assertThatThrownBy(() -> EarlyStoppingListener.builder().monitor("learning_rate").build())
        .hasMessage(
            "mode AUTO knows the direction of loss and accuracy only, found monitor"
                + " \"learning_rate\"; give MIN or MAX");
    assertThatThrownBy(() -> EarlyStoppingListener.builder().patience(-1))
        .hasMessage("patience must be at least 0, found -1");
    assertThatThrownBy(() -> EarlyStoppingListener.builder().minDelta(Double.NaN))
        .hasMessage("min delta must be finite, found NaN");
  }

  private static History fit(
      MultiLayerNetwork net, int epochs, org.deeplearning4j.optimize.api.TrainingListener... l) {
    return Training.of(net).epochs(epochs).batchSize(16).verbose(0).listeners(l).fit(BARS);
  }
}
