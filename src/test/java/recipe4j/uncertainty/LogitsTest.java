package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogitsTest {
  @Test
  void softmaxOfAWorkedExample() {
    // e^1, e^2, e^3 over their sum, 30.19287485...
    double sum = Math.E + Math.E * Math.E + Math.E * Math.E * Math.E;
    Probabilities p = Logits.of(new double[][] {{1, 2, 3}}).softmax();
    assertThat(p.get(0, 0)).isCloseTo(Math.E / sum, within(1e-15));
    assertThat(p.row(0))
        .containsExactly(
            new double[] {0.09003057317038046, 0.24472847105479764, 0.6652409557748218},
            within(1e-15));
  }

  @Test
  void temperatureDividesTheLogits() {
    Logits logits = Logits.of(new double[][] {{1, -2, 0.5}, {4, 4, 0}});
    Logits halved = Logits.of(new double[][] {{0.5, -1, 0.25}, {2, 2, 0}});
    assertThat(logits.atTemperature(2)).isEqualTo(halved.softmax());
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 10})
  void eachImageIsDividedByItsOwnSum(int images) {
    // the cases in which a sum without keepdims raises, or mixes the images up in silence
    double[][] values = new double[images][10];
    for (int i = 0; i < images; i++) {
      for (int j = 0; j < 10; j++) {
        values[i][j] = i * 3 + j % (i + 2);
      }
    }
    Probabilities p = Logits.of(values).atTemperature(0.6);
    for (int i = 0; i < images; i++) {
      double[] alone = Logits.of(new double[][] {values[i]}).atTemperature(0.6).row(0);
      assertThat(p.row(i)).isEqualTo(alone);
    }
  }

  @Test
  void zeroIsTheLimitOfCertainty() {
    Logits logits = Logits.of(new double[][] {{1, 5, 2}, {3, 3, 1}});
    assertThat(logits.atTemperature(0))
        .isEqualTo(Probabilities.of(new double[][] {{0, 1, 0}, {1, 0, 0}}));
    assertThat(logits.atTemperature(-0.0)).isEqualTo(logits.atTemperature(0));
  }

  @Test
  void infinityIsUniform() {
    Logits logits = Logits.of(new double[][] {{1, 1e300, -1e300, 0}});
    assertThat(logits.atTemperature(Double.POSITIVE_INFINITY).row(0)).containsOnly(0.25).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY})
  void refusesATemperatureBelowZero(double temperature) {
    Logits logits = Logits.of(new double[][] {{1, 2}});
    String message = "temperature must be at least 0, found " + temperature;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logits.atTemperature(temperature))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logits.logProbability(0, 0, temperature))
        .withMessage(message);
  }

  @Test
  void differencesThatOverflowAreStillRight() {
    double huge = Double.MAX_VALUE;
    Logits logits = Logits.of(new double[][] {{huge, -huge}});
    assertThat(logits.softmax().row(0)).containsExactly(1, 0);
    // (max - -max) / max = 2
    double p = 1 / (1 + Math.exp(-2));
    assertThat(logits.atTemperature(huge).row(0))
        .containsExactly(new double[] {p, 1 - p}, within(1e-15));
    assertThat(logits.atTemperature(Double.MIN_VALUE).row(0)).containsExactly(1, 0);
  }

  @Test
  void logProbabilityIsFiniteWhereTheProbabilityIsNot() {
    Logits logits = Logits.of(new double[][] {{0, 2000}});
    assertThat(logits.softmax().get(0, 0)).isZero();
    assertThat(logits.logProbability(0, 0, 1)).isEqualTo(-2000);
    assertThat(logits.logProbability(0, 1, 1)).isZero();
    assertThat(logits.logProbability(0, 0, 1000))
        .isCloseTo(-2 - Math.log1p(Math.exp(-2)), within(1e-15));
    assertThat(logits.logProbability(0, 0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(logits.logProbability(0, 1, 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesLogitsThatAreNotFinite(double bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Logits.of(new double[][] {{1, 2}, {3, bad}}))
        .withMessage(
            "logits must be finite, found "
                + bad
                + " for sample 1, class 1; has training diverged?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Logits.of(new float[][] {{(float) bad}}))
        .withMessageContaining("sample 0, class 0");
  }

  @Test
  void refusesRaggedAndEmptyInput() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Logits.of(new double[][] {{1, 2}, {3}}))
        .withMessage(
            "logits need as many classes for every sample, found 1 for sample 1 and 2 for sample 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Logits.of(new double[0][]))
        .withMessage("logits need at least one sample and one class, found 0 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Logits.of(new double[][] {{}}))
        .withMessage("logits need at least one sample and one class, found 1 and 0");
  }

  @Test
  void neverChanges() {
    double[][] values = {{1, 2}};
    Logits logits = Logits.of(values);
    values[0][0] = 99;
    logits.row(0)[1] = 99;
    assertThat(logits.row(0)).containsExactly(1, 2);
  }

  @Test
  void selectsAndCutsSamples() {
    Logits logits = Logits.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    assertThat(logits.select(2, 0, 2))
        .isEqualTo(Logits.of(new double[][] {{5, 6}, {1, 2}, {5, 6}}));
    assertThat(logits.first(2).rows()).isEqualTo(2);
    assertThat(logits.first(10)).isEqualTo(logits).hasSameHashCodeAs(logits);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> logits.select(3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> logits.get(0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> logits.first(0));
  }

  @Test
  void aTieOfTheSoftmaxIsPredictedByTheLogits() {
    Logits logits = Logits.of(new double[][] {{0, 1e-40, 0}, {1, 0, 0}});
    Probabilities p = logits.softmax();
    assertThat(p.row(0)).containsOnly(p.get(0, 0));
    assertThat(p.argmax(0)).isEqualTo(1);
    assertThat(p.confidence(0).predicted()).isEqualTo(1);
    assertThat(p.select(1, 0).argmax(1)).isEqualTo(1);
    assertThat(p.first(1).argmax(0)).isEqualTo(1);
    assertThat(logits.atTemperature(Double.POSITIVE_INFINITY).argmax(0)).isZero();
  }
}
