package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.model.KerasCnn;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.EpochLogs;
import recipe4j.train.History;
import recipe4j.train.LearningRates;
import recipe4j.train.Runs;
import recipe4j.train.Training;
import recipe4j.train.TrainingRun;

class ReduceLrOnPlateauListenerTest {
  private static final ImageDataset BARS = SmallData.dataset(40); // 32 train, 8 validate

  static Stream<KerasDecisions.Case> cases() {
    return KerasDecisions.cases("reduceLr");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reducesWhenKerasDoes(KerasDecisions.Case recorded) {
    MultiLayerNetwork net = KerasDecisions.network();
    TrainingRun run = Runs.of(net);
    JsonNode options = recorded.options();
    ReduceLrOnPlateauListener listener =
        ReduceLrOnPlateauListener.builder()
            .monitor(recorded.monitor())
            .mode(recorded.mode())
            .factor(options.path("factor").asDouble(0.1))
            .patience(options.path("patience").asInt(10))
            .minDelta(options.path("min_delta").asDouble(1e-4))
            .cooldown(options.path("cooldown").asInt(0))
            .minLr(options.path("min_lr").asDouble(0))
            .build();
    listener.onTrainingStart(run);
    JsonNode rates = recorded.expected().path("rates");
    assertThat(rates).hasSameSizeAs(recorded.logs());
    int step = 0;
    for (EpochLogs logs : recorded.logs()) {
      listener.onEpochLogs(logs, run);
      double expected = rates.get(step++).asDouble();
      assertThat(LearningRates.current(net)).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  @Test
  void theNewRateHoldsFromTheNextEpochOn() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    History history =
        Training.of(net)
            .epochs(4)
            .batchSize(16)
            .verbose(0)
            .listeners(
                ReduceLrOnPlateauListener.builder()
                    .minDelta(100)
                    .patience(1)
                    .factor(0.5)
                    .messages(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                    .build())
            .fit(BARS);
    assertThat(history.get("learning_rate")).containsExactly(1e-3, 1e-3, 5e-4, 2.5e-4);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("Epoch 2: val_loss is on a plateau, learning rate 0.0005000, was 0.001000");
  }

  @Test
  void refusesASchedule() {
    MultiLayerNetwork net = KerasCnn.create(BARS.shape(), 1);
    Training training =
        Training.of(net)
            .schedule(PiecewiseSchedule.recipe())
            .verbose(0)
            .listeners(ReduceLrOnPlateauListener.builder().build());
    assertThatThrownBy(() -> training.fit(BARS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a learning rate that comes from a schedule cannot be set;");
    assertThat(net.getIterationCount()).isZero();
  }

  @Test
  void refusesBadOptions() {
    ReduceLrOnPlateauListener.Builder builder = ReduceLrOnPlateauListener.builder();
    assertThatThrownBy(() -> builder.factor(1))
        .hasMessage("factor must be above 0 and below 1, found 1.0");
    assertThatThrownBy(() -> builder.minLr(Double.NaN))
        .hasMessage("min learning rate must be finite and at least 0, found NaN");
    assertThatThrownBy(() -> builder.cooldown(-1))
        .hasMessage("cooldown must be at least 0, found -1");
  }
}
