package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureSamplerTest {
  private static final Logits LOGITS =
      Logits.of(new double[][] {{1, 3, -1, 0.5, 2}, {0, 0, 0, 0, 0}, {5, 1, 1, 1, 1}});
  private static final int DRAWS = 100_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 1, 2, 5, 1e6, Double.POSITIVE_INFINITY})
  void frequenciesConvergeToTheTemperedDistribution(double temperature) {
    TemperatureSampler sampler = TemperatureSampler.of(LOGITS, temperature);
    for (int row = 0; row < LOGITS.rows(); row++) {
      long[] counts = counts(sampler.draw(row, DRAWS, 20_240_607));
      double[] expected = sampler.probabilities().row(row);
      double pValue = new ChiSquareTest().chiSquareTest(expected, counts);
      assertThat(pValue).as("row %d", row).isGreaterThan(0.001);
    }
  }

  @Test
  void theChiSquaredTestWouldNoticeAWrongTemperature() {
    long[] counts = counts(TemperatureSampler.of(LOGITS, 1).draw(0, DRAWS, 1));
    double[] wrong = LOGITS.atTemperature(1.05).row(0);
    assertThat(new ChiSquareTest().chiSquareTest(wrong, counts)).isLessThan(1e-6);
  }

  @Test
  void firstDrawsOfManySeedsConvergeToo() {
    // neighbouring seeds must be independent
    TemperatureSampler sampler = TemperatureSampler.of(LOGITS, 2);
    int[] labels = new int[20_000];
    for (int seed = 0; seed < labels.length; seed++) {
      labels[seed] = sampler.draw(seed)[0];
    }
    double pValue =
        new ChiSquareTest().chiSquareTest(sampler.probabilities().row(0), counts(labels));
    assertThat(pValue).isGreaterThan(0.001);
  }

  @Test
  void temperatureZeroAlwaysDrawsTheArgmax() {
    TemperatureSampler sampler = TemperatureSampler.of(LOGITS, 0);
    assertThat(sampler.draw(0, 1000, 3)).containsOnly(1);
    assertThat(sampler.draw(99)).containsExactly(1, 0, 0);
  }

  @Test
  void drawsDependOnTheSeedAndTheSampleAlone() {
    TemperatureSampler sampler = TemperatureSampler.of(LOGITS, 5);
    assertThat(sampler.draw(0, 50, 1)).isEqualTo(sampler.draw(0, 50, 1));
    assertThat(sampler.draw(0, 50, 1)).isNotEqualTo(sampler.draw(0, 50, 2));
    assertThat(sampler.draw(0, 50, 1)).startsWith(sampler.draw(0, 20, 1));
    assertThat(sampler.draw(7)).startsWith(TemperatureSampler.of(LOGITS.first(2), 5).draw(7));
  }

  @Test
  void drawsAreTheSameOnEveryMachine() {
    TemperatureSampler sampler = TemperatureSampler.of(LOGITS, 5);
    // computed in Python from the published constants of SplitMix64 and java.util.Random
    assertThat(sampler.draw(1, 12, 42)).containsExactly(4, 2, 0, 4, 1, 1, 1, 3, 2, 1, 0, 1);
  }

  @Test
  void neverDrawsAClassOfProbabilityZero() {
    TemperatureSampler sampler =
        TemperatureSampler.of(Logits.of(new double[][] {{-1e300, 1, -1e300, 1, -1e300}}), 1);
    assertThat(sampler.draw(0, 1000, 5)).containsOnly(1, 3);
  }

  @Test
  void refusesANegativeNumberOfDraws() {
    TemperatureSampler sampler = TemperatureSampler.of(LOGITS, 1);
    assertThat(sampler.draw(0, 0, 1)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sampler.draw(0, -1, 1))
        .withMessage("draws must be at least 0, found -1");
  }

  private static long[] counts(int[] labels) {
    long[] counts = new long[5];
    Arrays.stream(labels).forEach(label -> counts[label]++);
    return counts;
  }
}
