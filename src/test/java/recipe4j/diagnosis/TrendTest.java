package recipe4j.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TrendTest {
  @Test
  void theWorkedExample() {
    assertThat(Trend.of(1, 2, 3, 5, 4).slope()).isEqualTo(1);
  }

  /** SciPy 1.17: theilslopes([1, 3, 2, 5, 4, 7, 6, 9, 8, 12], alpha=0.95). */
  @Test
  void agreesWithSciPy() {
    Trend trend = Trend.of(1, 3, 2, 5, 4, 7, 6, 9, 8, 12);
    assertThat(trend.slope()).isCloseTo(1, within(1e-12));
    assertThat(trend.low()).isCloseTo(0.75, within(1e-12));
    assertThat(trend.high()).isCloseTo(1.4, within(1e-12));
  }

  @Test
  void oneWrongValueInFiveChangesLittle() {
    assertThat(Trend.of(0, 1, 2, 3, 4, 1000, 6, 7, 8, 9).slope()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theIntervalCoversTheSlopeOf95PercentOfSeries() {
    for (int n : new int[] {6, 12, 150}) {
      Random random = new Random(n);
      int covered = 0;
      for (int i = 0; i < 2000; i++) {
        double[] x = new double[n];
        for (int e = 0; e < n; e++) {
          x[e] = 0.02 * e + 0.03 * random.nextGaussian();
        }
        Trend trend = Trend.of(x);
        covered += trend.low() <= 0.02 && trend.high() >= 0.02 ? 1 : 0;
      }
      assertThat(covered / 2000.0).isBetween(0.935, 0.99);
    }
  }

  @Test
  void oneValueHasNoSlope() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trend.of(1))
        .withMessage("a slope needs at least 2 values, found 1");
  }
}
