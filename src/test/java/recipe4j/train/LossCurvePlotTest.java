package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossCurvePlotTest {
  @Test
  void theTextChartShowsBothCurves() {
    String chart =
        LossCurvePlot.text(
            new History(
                List.of(
                    new EpochLogs(0, 1, .9, .5, .9, 1e-3, 1),
                    new EpochLogs(1, .1, .9, .1, .9, 1e-3, 1))));
    assertThat(chart).contains("●", "○", "◉", "epoch 1 to 2");
    assertThat(chart.lines()).hasSize(10);
    assertThat(chart).contains("  1.0000 │ ●").contains("  0.1000 │     ◉");
  }
}
