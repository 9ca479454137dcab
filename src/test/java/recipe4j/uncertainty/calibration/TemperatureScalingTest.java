package recipe4j.uncertainty.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.calibration.TemperatureScaling.Outcome;

class TemperatureScalingTest {
  /** Two classes, the first ahead by 2, and right in three of four. */
  private static final double[][] THREE_OF_FOUR = {{2, 0}, {2, 0}, {2, 0}, {2, 0}};

  private static final int[] LABELS = {0, 0, 0, 1};

  @Test
  void aWorkedExample() {
    // the best constant probability is 3/4: 2/T = ln 3
    TemperatureScaling scaling = TemperatureScaling.fit(Logits.of(THREE_OF_FOUR), LABELS);
    assertThat(scaling.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(scaling.temperature()).isCloseTo(2 / Math.log(3), within(1e-14));
    assertThat(scaling.before()).isCloseTo(Math.log1p(Math.exp(-2)) + 0.5, within(1e-15));
    assertThat(scaling.after())
        .isCloseTo(-(3 * Math.log(0.75) + Math.log(0.25)) / 4, within(1e-15));
    assertThat(scaling.gradient()).isCloseTo(0, within(1e-14));
    assertThat(scaling.isFinite()).isTrue();
    assertThat(scaling.apply(Logits.of(THREE_OF_FOUR)).get(0, 0)).isCloseTo(0.75, within(1e-14));
    assertThat(scaling.summary())
        .isEqualTo("temperature 1.8205 takes the negative log-likelihood from 0.6269 to 0.5623");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-9, 0.3, 1, 3.035, 1e6, 1e300, 8e307})
  void theTemperatureScalesWithTheLogits(double scale) {
    double[][] scaled = new double[4][];
    for (int i = 0; i < 4; i++) {
      scaled[i] = new double[] {2 * scale, 0};
    }
    TemperatureScaling scaling = TemperatureScaling.fit(Logits.of(scaled), LABELS);
    assertThat(scaling.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(scaling.temperature() / scale).isCloseTo(2 / Math.log(3), within(1e-13));
    assertThat(scaling.iterations()).isLessThan(30);
  }

  @Test
  void aPerfectlySeparatedSetHasNoFiniteOptimum() {
    Logits logits = Logits.of(new double[][] {{5, 1, 0}, {0, 0.1, 0}});
    TemperatureScaling scaling = TemperatureScaling.fit(logits, new int[] {0, 1});
    assertThat(scaling.outcome()).isEqualTo(Outcome.SEPARATED);
    assertThat(scaling.temperature()).isZero();
    assertThat(scaling.after()).isZero();
    assertThat(scaling.before()).isPositive();
    assertThat(scaling.gradient()).isNegative();
    assertThat(scaling.isFinite()).isFalse();
    assertThat(scaling.apply(logits)).isEqualTo(logits.softmax());
    assertThat(scaling.summary()).startsWith("no finite temperature: every sample is");
  }

  @Test
  void aTieAtTheTopIsSeparatedToo() {
    Logits logits = Logits.of(new double[][] {{3, 3, 0}});
    TemperatureScaling scaling = TemperatureScaling.fit(logits, new int[] {1});
    assertThat(scaling.outcome()).isEqualTo(Outcome.SEPARATED);
    assertThat(scaling.after()).isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void logitsThatMisleadAreBestIgnored() {
    Logits logits = Logits.of(new double[][] {{5, 1, 0}, {0, 4, 0}});
    TemperatureScaling scaling = TemperatureScaling.fit(logits, new int[] {2, 0});
    assertThat(scaling.outcome()).isEqualTo(Outcome.UNINFORMATIVE);
    assertThat(scaling.temperature()).isInfinite();
    assertThat(scaling.after()).isCloseTo(Math.log(3), within(1e-15));
    assertThat(scaling.before()).isGreaterThan(scaling.after());
    assertThat(scaling.apply(logits)).isEqualTo(logits.softmax());
    assertThat(scaling.summary()).startsWith("no finite temperature: the logits say nothing");
  }

  @Test
  void constantLogitsFitAnyTemperature() {
    TemperatureScaling scaling =
        TemperatureScaling.fit(Logits.of(new double[][] {{7, 7}, {-1, -1}}), new int[] {0, 1});
    assertThat(scaling.outcome()).isEqualTo(Outcome.INDIFFERENT);
    assertThat(scaling.temperature()).isEqualTo(1);
    assertThat(scaling.after()).isEqualTo(scaling.before()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(scaling.summary()).startsWith("any temperature");
    Logits single = Logits.of(new double[][] {{7}});
    assertThat(TemperatureScaling.fit(single, new int[1]).outcome()).isEqualTo(Outcome.INDIFFERENT);
  }

  @Test
  void oneMistakeAmongManyIsSolvedToTheEnd() {
    // 9,999 right by 12, one wrong by 12: p = 0.9999, 12/T = ln 9999
    double[][] values = new double[10_000][];
    int[] labels = new int[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = new double[] {12, 0};
    }
    labels[1234] = 1;
    TemperatureScaling scaling = TemperatureScaling.fit(Logits.of(values), labels);
    assertThat(scaling.temperature()).isCloseTo(12 / Math.log(9999), within(1e-10));
    assertThat(scaling.iterations()).isLessThan(40);
  }

  @Test
  void aMistakeByAHairIsSolvedToo() {
    Logits logits = Logits.of(new double[][] {{1, 0}, {1e-200, 0}});
    TemperatureScaling scaling = TemperatureScaling.fit(logits, new int[] {0, 1});
    // exp(-1/T) = 1e-200 / 2
    assertThat(scaling.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(1 / scaling.temperature()).isCloseTo(200 * Math.log(10) + Math.log(2), within(1e-9));
    assertThat(scaling.after()).isLessThanOrEqualTo(scaling.before());
  }

  @Test
  void refusesLabelsThatDontFit() {
    Logits logits = Logits.of(THREE_OF_FOUR);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(logits, new int[] {0, 0, 0, 2}))
        .withMessage("labels must be 0 to 1, found 2 for sample 3");
  }
}
