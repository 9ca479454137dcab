package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import recipe4j.SmallData;
import recipe4j.data.ImageDataset;
import recipe4j.model.KerasCnn;
import recipe4j.train.BatchLogs;
import recipe4j.train.History;
import recipe4j.train.Training;

class LambdaListenerTest {
  private static final ImageDataset BARS = SmallData.dataset(40); // 32 train, 8 validate

  @Test
  void hearsEverythingInKerassOrder() {
    List<String> heard = new ArrayList<>();
    LambdaListener listener =
        LambdaListener.builder()
            .onTrainBegin(run -> heard.add("train"))
            .onEpochBegin((epoch, run) -> heard.add("epoch " + epoch))
            .onTrainBatchBegin((batch, run) -> heard.add("batch " + batch))
            .onTrainBatchEnd((logs, run) -> heard.add("end " + logs.epoch() + "." + logs.batch()))
            .onEpochEnd((logs, run) -> heard.add("end " + logs.epoch()))
            .onTrainEnd((history, run) -> heard.add("end of " + history.epochs().size()))
            .build();
    fit(listener);
    assertThat(heard)
        .containsExactly(
            "train",
            "epoch 0",
            "batch 0",
            "end 0.0",
            "batch 1",
            "end 0.1",
            "end 0",
            "epoch 1",
            "batch 0",
            "end 1.0",
            "batch 1",
            "end 1.1",
            "end 1",
            "end of 2");
  }

  @Test
  void figuresOfABatchAreThoseOfTheEpochSoFar() {
    List<BatchLogs> batches = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    LambdaListener listener =
        LambdaListener.builder()
            .onTrainBatchEnd(
                (logs, run) -> {
                  batches.add(logs);
                  losses.add(run.network().score());
                })
            .build();
    History history = fit(listener);
    assertThat(batches.get(0).loss()).isEqualTo(losses.get(0));
    assertThat(batches.get(1).loss()).isEqualTo((losses.get(0) + losses.get(1)) / 2);
    assertThat(batches.get(1).loss()).isEqualTo(history.epochs().get(0).loss());
    assertThat(batches.get(3).accuracy()).isEqualTo(history.last().accuracy());
    assertThat(batches.get(3).byName()).containsOnlyKeys("accuracy", "loss");
  }

  @Test
  void mayStopTheTrainingAndLaterChangesOfTheBuilderDoNotReachIt() {
    LambdaListener.Builder builder =
        LambdaListener.builder().onTrainBatchBegin((batch, run) -> run.stop("enough"));
    LambdaListener listener = builder.build();
    builder.onTrainBatchBegin((batch, run) -> {});
    assertThat(fit(listener).epochs()).hasSize(1);
  }

  private static History fit(LambdaListener listener) {
    return Training.of(KerasCnn.create(BARS.shape(), 1))
        .epochs(2)
        .batchSize(16)
        .verbose(0)
        .listeners(listener)
        .fit(BARS);
  }
}
