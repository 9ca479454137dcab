package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UncertaintyScoreTest {
  private static final double LN2 = Math.log(2);

  /** Probabilities 1/2, 1/4, 1/4. */
  private static final Logits HALF = Logits.of(new double[][] {{LN2, 0, 0}});

  @Test
  void aWorkedExample() {
    assertThat(UncertaintyScore.MAXIMUM_PROBABILITY.of(HALF)[0]).isCloseTo(0.5, within(1e-15));
    // 1/2 ln 2 + 2 * 1/4 ln 4
    assertThat(UncertaintyScore.ENTROPY.of(HALF)[0]).isCloseTo(1.5 * LN2, within(1e-15));
    // -ln(2 + 1 + 1)
    assertThat(UncertaintyScore.ENERGY.of(HALF)[0]).isCloseTo(-2 * LN2, within(1e-15));
  }

  @Test
  void atATemperatureTheLogitsAreDivided() {
    double root = Math.sqrt(2); // exp(ln 2 / 2)
    assertThat(UncertaintyScore.MAXIMUM_PROBABILITY.of(HALF, 2)[0])
        .isCloseTo(2 / (2 + root), within(1e-15));
    assertThat(UncertaintyScore.ENERGY.of(HALF, 2)[0])
        .isCloseTo(-2 * Math.log(root + 2), within(1e-15));
    assertThat(UncertaintyScore.ENTROPY.of(HALF, 2)[0])
        .isCloseTo(HALF.atTemperature(2).confidence(0).entropy(), within(1e-15));
  }

  @ParameterizedTest
  @EnumSource(UncertaintyScore.class)
  void keepTheOrderWhereTheSoftmaxIsSaturated(UncertaintyScore score) {
    Logits saturated = Logits.of(new double[][] {{60, 0, 0}, {50, 0, 0}, {40, 0, 0}});
    assertThat(saturated.softmax().get(2, 0)).isEqualTo(1);
    double[] scores = score.of(saturated);
    assertThat(scores[0]).isLessThan(scores[1]);
    assertThat(scores[1]).isLessThan(scores[2]);
  }

  @Test
  void onlyEnergySeesACommonShift() {
    Logits shifted = Logits.of(new double[][] {{LN2 + 8, 8, 8}});
    assertThat(UncertaintyScore.ENERGY.of(shifted)[0])
        .isCloseTo(UncertaintyScore.ENERGY.of(HALF)[0] - 8, within(1e-14));
    assertThat(UncertaintyScore.ENTROPY.of(shifted)[0])
        .isCloseTo(UncertaintyScore.ENTROPY.of(HALF)[0], within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(UncertaintyScore.class)
  void hugeLogitsGiveNumbers(UncertaintyScore score) {
    Logits huge = Logits.of(new double[][] {{Double.MAX_VALUE, -Double.MAX_VALUE}, {7, 7}});
    assertThat(score.of(huge)).doesNotContain(Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesATemperatureOutOfRange(double temperature) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UncertaintyScore.ENERGY.of(HALF, temperature))
        .withMessage("temperature must be above 0 and finite, found " + temperature);
  }
}
