package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import recipe4j.uncertainty.calibration.BrierScore;
import recipe4j.uncertainty.calibration.CalibrationError;
import recipe4j.uncertainty.calibration.NegativeLogLikelihood;

/** {@link NegativeLogLikelihood} and {@link BrierScore}. */
class ProperScoresTest {
  private static final Probabilities P =
      Probabilities.of(new double[][] {{0.5, 0.25, 0.25}, {0.125, 0.125, 0.75}});

  @Test
  void likelihoodOfAWorkedExample() {
    // -(ln 1/2 + ln 1/8) / 2 = (1 + 3) ln 2 / 2
    assertThat(NegativeLogLikelihood.of(P, new int[] {0, 1}))
        .isCloseTo(2 * Math.log(2), within(1e-15));
    Logits logits = Logits.of(new double[][] {{Math.log(2), 0, 0}, {0, 0, Math.log(6)}});
    assertThat(NegativeLogLikelihood.of(logits, new int[] {0, 1}))
        .isCloseTo(2 * Math.log(2), within(1e-15));
  }

  @Test
  void brierOfAWorkedExample() {
    // first: 0.25 + 0.0625 + 0.0625; second: 0.015625 + 0.765625 + 0.5625
    assertThat(BrierScore.of(P, new int[] {0, 1})).isEqualTo((0.375 + 1.34375) / 2);
  }

  @Test
  void theEndsOfTheScales() {
    Probabilities certain = Probabilities.of(new double[][] {{0, 1}});
    assertThat(BrierScore.of(certain, new int[] {1})).isZero();
    assertThat(BrierScore.of(certain, new int[] {0})).isEqualTo(2);
    assertThat(NegativeLogLikelihood.of(certain, new int[] {1})).isEqualTo(0.0);
    assertThat(NegativeLogLikelihood.of(certain, new int[] {0})).isInfinite();
  }

  @Test
  void likelihoodOfSaturatedLogitsStaysFinite() {
    Logits logits = Logits.of(new double[][] {{0, 1000}, {0, 1000}});
    assertThat(NegativeLogLikelihood.of(logits, new int[] {0, 1})).isEqualTo(500);
    assertThat(NegativeLogLikelihood.of(logits, new int[] {0, 1}, 0)).isInfinite();
    assertThat(NegativeLogLikelihood.of(logits, new int[] {1, 1}, 0)).isZero();
    assertThat(NegativeLogLikelihood.of(logits, new int[] {0, 1}, Double.POSITIVE_INFINITY))
        .isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void refusesLabelsThatDontFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrierScore.of(P, new int[] {0}))
        .withMessage("every sample needs one label, found 1 labels for 2 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NegativeLogLikelihood.of(P, new int[] {0, 3}))
        .withMessage("labels must be 0 to 2, found 3 for sample 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationError.of(P, new int[] {-1, 0}))
        .withMessage("labels must be 0 to 2, found -1 for sample 0");
  }
}
