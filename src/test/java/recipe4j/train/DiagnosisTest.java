package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  @Test
  void overfitting() {
    History history = history(new double[] {.5, .3, .1, .05}, new double[] {.4, .3, .35, .4});
    assertThat(Diagnosis.of(history))
        .isEqualTo(
            "Best epoch 2 of 4 (val_loss 0.3000); overfitting since epoch 3: loss still falls, val_loss rises.");
  }

  @Test
  void underfitting() {
    History history = history(new double[] {.5, .3, .2}, new double[] {.4, .3, .2});
    assertThat(Diagnosis.of(history)).contains("Best epoch 3 of 3", "still underfitting");
  }

  @Test
  void oneWorseEpochIsNoOverfitting() {
    History history = history(new double[] {.5, .3, .2}, new double[] {.4, .3, .35});
    assertThat(Diagnosis.of(history)).endsWith("val_loss has levelled off.");
  }

  @Test
  void levelledOff() {
    History history = history(new double[] {.5, .3, .29}, new double[] {.4, .300, .299});
    assertThat(Diagnosis.of(history)).endsWith("val_loss has levelled off.");
  }

  @Test
  void oneEpochTellsNoTrend() {
    History history = history(new double[] {.5}, new double[] {.4});
    assertThat(Diagnosis.of(history))
        .isEqualTo("Best epoch 1 of 1 (val_loss 0.4000); one epoch tells no trend.");
  }

  @Test
  void diverged() {
    History history = history(new double[] {.5, Double.NaN}, new double[] {.4, Double.NaN});
    assertThat(Diagnosis.of(history)).startsWith("The loss diverged");
  }

  @Test
  void withoutEpochsOrValidation() {
    assertThat(Diagnosis.of(new History(List.of()))).isEqualTo("No epoch ended.");
    EpochLogs logs = new EpochLogs(0, .5, .8, Double.NaN, Double.NaN, 1e-3, 1);
    assertThat(Diagnosis.of(new History(List.of(logs)))).contains("no validation");
  }

  @Test
  void theTextChartShowsBothCurves() {
    String chart = LossCurvePlot.text(history(new double[] {1, .1}, new double[] {.5, .1}));
    assertThat(chart).contains("●", "○", "◉", "epoch 1 to 2");
    assertThat(chart.lines()).hasSize(10);
    assertThat(chart).contains("  1.0000 │ ●").contains("  0.1000 │     ◉");
  }

  static History history(double[] loss, double[] valLoss) {
    List<EpochLogs> epochs = new ArrayList<>();
    for (int e = 0; e < loss.length; e++) {
      epochs.add(new EpochLogs(e, loss[e], .9, valLoss[e], .9, 1e-3, 1));
    }
    return new History(epochs);
  }
}
