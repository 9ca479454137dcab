package recipe4j.uncertainty.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import recipe4j.uncertainty.Logits;

class TemperatureIntervalTest {
  @Test
  void theWorkedExample() {
    double[][] logits = new double[100][2];
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      logits[i][0] = 2;
      labels[i] = i < 90 ? 0 : 1;
    }
    TemperatureInterval found = interval(Logits.of(logits), labels);
    assertThat(found.curvature().estimate()).isCloseTo(0.9102, within(1e-4));
    assertThat(found.curvature().lower()).isCloseTo(0.7016, within(1e-4));
    assertThat(found.curvature().upper()).isCloseTo(1.2954, within(1e-4));
    assertThat(found.bootstrap().lower()).isBetween(0.6, 0.8);
    assertThat(found.bootstrap().upper()).isBetween(1.1, 1.5);
    assertThat(found.p()).isBetween(0.5, 0.6);
    assertThat(found.toString()).contains("temperature 1 is consistent with that (p = 0.5");
  }

  @Test
  void bothIntervalsCoverTheTruthIn95PercentAndTheTestRejectsIn5() {
    Random random = new Random(1);
    int[] counts = new int[3];
    for (int run = 0; run < 400; run++) {
      double[][] logits = new double[300][4];
      int[] labels = new int[300];
      for (int i = 0; i < labels.length; i++) {
        for (int c = 0; c < 4; c++) {
          logits[i][c] = 2 * random.nextGaussian();
        }
        double[] p = Logits.of(new double[][] {logits[i]}).softmax().row(0);
        double at = random.nextDouble();
        while (labels[i] < 3 && at >= p[labels[i]]) {
          at -= p[labels[i]++];
        }
      }
      TemperatureInterval found = interval(Logits.of(logits), labels);
      counts[0] += covers(found.curvature()) ? 1 : 0;
      counts[1] += covers(found.bootstrap()) ? 1 : 0;
      counts[2] += found.p() < 0.05 ? 1 : 0;
    }
    assertThat(counts[0] / 400.0).isBetween(0.92, 0.98);
    assertThat(counts[1] / 400.0).isBetween(0.91, 0.98);
    assertThat(counts[2] / 400.0).isBetween(0.02, 0.08);
  }

  @Test
  void aFitThatFoundNothingHasNoInterval() {
    Logits logits = Logits.of(new double[][] {{1, 0}, {0, 1}});
    int[] labels = {0, 1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> interval(logits, labels))
        .withMessageStartingWith("an interval needs a temperature that was found");
  }

  private static boolean covers(ConfidenceInterval interval) {
    return interval.lower() <= 1 && interval.upper() >= 1;
  }

  private static TemperatureInterval interval(Logits logits, int[] labels) {
    return TemperatureInterval.of(
        TemperatureScaling.fit(logits, labels), logits, labels, new Bootstrap(300, 0.95, 1));
  }
}
