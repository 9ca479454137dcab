package recipe4j.uncertainty.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import recipe4j.uncertainty.Probabilities;

class CalibrationTestTest {
  @Test
  void theWorkedExamples() {
    ConfidenceBin bin = new ConfidenceBin(0.7, 0.9, 10, 0.6, 0.8);
    assertThat(CalibrationError.debiased(new ReliabilityDiagram(List.of(bin), 10)))
        .isCloseTo(0.1155, within(1e-4));
    assertThat(bin.consistentFrom()).isEqualTo(0.5);
    assertThat(bin.consistentTo()).isEqualTo(1);
    assertThat(bin.isThin()).isFalse();
    assertThat(new ConfidenceBin(0, 1, 9, 1, 1).isThin()).isTrue();
  }

  @Test
  void calibratedProbabilitiesAreRejectedInFivePercentAndOverconfidentOnesFound() {
    Random random = new Random(1);
    int wrong = 0;
    int found = 0;
    double debiased = 0;
    double plain = 0;
    for (int run = 0; run < 300; run++) {
      CalibrationTest calibrated = test(random, 0);
      wrong += calibrated.isConsistent() ? 0 : 1;
      debiased += calibrated.debiased();
      plain += calibrated.expectedError();
      found += test(random, 0.1).isConsistent() ? 0 : 1;
    }
    assertThat(wrong / 300.0).isBetween(0.01, 0.09);
    assertThat(found / 300.0).isGreaterThan(0.95);
    assertThat(debiased).isLessThan(plain);
  }

  /** 500 predictions that are right less often than they say, by {@code less}. */
  private static CalibrationTest test(Random random, double less) {
    double[][] p = new double[500][2];
    int[] labels = new int[500];
    for (int i = 0; i < 500; i++) {
      double sure = 0.6 + 0.35 * random.nextDouble();
      p[i] = new double[] {sure, 1 - sure};
      labels[i] = random.nextDouble() < sure - less ? 0 : 1;
    }
    return CalibrationTest.of(Probabilities.of(p), labels, new Bootstrap(200, 0.95, 1));
  }
}
