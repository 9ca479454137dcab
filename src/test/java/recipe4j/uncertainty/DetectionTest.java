package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DetectionTest {
  /**
   * In falling order + - + + -, of three positives: precision 1, 2/3, 3/4 at recall 1/3, 2/3, 1, so
   * (1 + 2/3 + 3/4) / 3. Scikit-learn's average_precision_score gives 0.8055555555555556.
   */
  @Test
  void averagePrecisionOfAWorkedExample() {
    double[] positives = {0.9, 0.6, 0.5};
    double[] negatives = {0.7, 0.1};
    assertThat(Detection.averagePrecision(negatives, positives))
        .isCloseTo(0.8055555555555556, within(1e-15));
  }

  /** All alike is one threshold, whose precision is the share of positives. */
  @Test
  void tiesAreOneThreshold() {
    assertThat(Detection.averagePrecision(new double[] {1, 1, 1}, new double[] {1}))
        .isEqualTo(0.25);
    assertThat(Detection.averagePrecision(new double[] {2, 0}, new double[] {2, 1}))
        .isCloseTo(0.5 * 1 / 2 + 0.5 * 2 / 3, within(1e-15));
    assertThat(Detection.averagePrecision(new double[] {0, 1}, new double[] {2, 3})).isEqualTo(1);
  }

  /** 95% of 20 positives are 19: all but the lowest, 1; of the negatives 2 and 9 reach it. */
  @Test
  void falsePositivesWhereMostPositivesAreFound() {
    double[] positives = new double[20];
    java.util.Arrays.setAll(positives, i -> i == 0 ? 0 : i);
    double[] negatives = {0, 0.5, 2, 9};
    assertThat(Detection.falsePositiveRate(negatives, positives, 0.95)).isEqualTo(0.5);
    assertThat(Detection.falsePositiveRate(negatives, positives, 1)).isEqualTo(1);
    assertThat(Detection.falsePositiveRate(negatives, positives, 0.05)).isZero();
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> Detection.averagePrecision(new double[0], new double[1]))
        .hasMessage("detection needs positives and negatives, numbers all, found none");
    assertThatThrownBy(
            () -> Detection.falsePositiveRate(new double[] {Double.NaN}, new double[1], 0.5))
        .hasMessageContaining("found NaN");
    assertThatThrownBy(() -> Detection.falsePositiveRate(new double[1], new double[1], 0))
        .hasMessageContaining("above 0 to 1, found 0.0");
  }
}
