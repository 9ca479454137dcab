package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static recipe4j.regression.LossCurveAssertions.assertThatCurve;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class LossCurveAssertionsTest {
  /** Mean 1, 0.5, 0.25; standard deviation 0.1. */
  private static final LossCurveBand BAND =
      LossCurveBand.of(List.of(loss(0.9, 0.4, 0.15), loss(1, 0.5, 0.25), loss(1.1, 0.6, 0.35)));

  @Test
  void aCurveInsideFollowsTheBand() {
    assertThatCurve(loss(1.39, 0.11, 0.25)).followsBand(BAND);
    assertThatCurve(loss(1.09, 0.41, 0.25)).followsBand(BAND, 1);
  }

  @Test
  void aCurveOutsideIsToldWithEpochBandAndPlot() {
    assertFails(() -> assertThatCurve(loss(1, 0.2, 0.05)).followsBand(BAND, 2))
        .withMessageStartingWith(
            "loss of epoch 1 (counted from 0): expected 0.30000 to 0.70000 (3 runs: mean 0.50000"
                + " ± 2 × 0.10), found 0.20000; further epochs at fault: 2\n")
        .withMessageContaining("1.2000 │")
        .withMessageContaining("●", "░")
        .withMessageContaining("epoch 0 to 2, log scale   ● loss   ░ band");
    assertFails(() -> assertThatCurve(loss(900, 0.5, 900)).followsBand(BAND))
        .withMessageContaining("found 900.00; further epochs at fault: 2\n");
    assertFails(() -> assertThatCurve(loss(1, Double.NaN, 0.25)).followsBand(BAND))
        .withMessageContaining("epoch 1", "found NaN");
  }

  @Test
  void aLaterCurveIsHeldAgainstItsOwnEpochs() {
    LossCurve late = LossCurve.of(1, Map.of("loss", new double[] {0.5, 0.25}));
    assertThatCurve(late).followsBand(BAND, 1);
    LossCurve after = LossCurve.of(3, Map.of("loss", new double[] {0.2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatCurve(after).followsBand(BAND))
        .withMessageContaining("need an epoch in common, found epoch 3 of");
  }

  @Test
  void aCurveThatEndsBeforeItsBandOrAfterItFails() {
    assertFails(() -> assertThatCurve(loss(1, 0.5)).followsBand(BAND))
        .withMessageStartingWith(
            "loss ends with epoch 1, the band with epoch 2: it stopped early; take band.first(n)")
        .withMessageContaining("epoch 0 to 1   ● loss   ░ band");
    assertThatCurve(loss(1, 0.5)).followsBand(BAND.first(2));
    LossCurve longer = LossCurve.of(2, Map.of("loss", new double[] {0.25, 0.2}));
    assertFails(() -> assertThatCurve(longer).followsBand(BAND))
        .withMessageStartingWith(
            "loss has epochs 2 to 3, the band epochs 0 to 2: the others can't be judged");
    assertThatCurve(longer.first(1)).followsBand(BAND);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BAND.first(4))
        .withMessage("the band has epochs 0 to 2 of [loss], found 4 epochs asked for");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> longer.first(0))
        .withMessage("the curve has epochs 2 to 3 of [loss], found 0 epochs asked for");
  }

  @Test
  void anAccuracyIsTheSameUnderKerasOtherNames() {
    LossCurve acc = LossCurve.of(0, Map.of("acc", new double[] {0.5}));
    LossCurve sparse = LossCurve.of(0, Map.of("sparse_categorical_accuracy", new double[] {0.75}));
    LossCurveBand band = LossCurveBand.of(List.of(acc, sparse));
    LossCurve far = LossCurve.of(0, Map.of("accuracy", new double[] {9}));
    assertThatCurve(acc).on("categorical_accuracy").followsBand(band);
    assertFails(() -> assertThatCurve(far).on("acc").followsBand(band))
        .withMessageContaining("found 9.0000");
  }

  @Test
  void endsBelow() {
    assertThatCurve(loss(1, 0.04)).endsBelow(0.05);
    assertFails(() -> assertThatCurve(loss(0.01, 0.05)).endsBelow(0.05))
        .withMessageStartingWith(
            "loss of epoch 1 (counted from 0): expected below 0.05, found 0.050000");
    assertFails(() -> assertThatCurve(loss(1, Double.NaN)).endsBelow(0.05));
  }

  @Test
  void fallsMonotonicallyWithinATolerance() {
    assertThatCurve(loss(1, 0.5, 0.51, 0.4)).fallsMonotonically(0.03);
    assertThatCurve(loss(1)).fallsMonotonically(0);
    assertFails(() -> assertThatCurve(loss(1, 0.5, 0.51, 0.4)).fallsMonotonically(0))
        .withMessageContaining("epoch 2", "at most 0.5");
    // each step within the tolerance of the one before, but not of the lowest
    assertFails(() -> assertThatCurve(loss(1, 0.5, 0.51, 0.52, 0.53)).fallsMonotonically(0.03))
        .withMessageContaining("loss of epoch 3");
    assertFails(() -> assertThatCurve(loss(1, 1, 1)).fallsMonotonically(0.1))
        .withMessageContaining("expected below the first epoch's 1.0, found 1.0000");
  }

  @Test
  void divergenceIsNanInfinityOrARise() {
    assertThatCurve(loss(1, 0.5, 0.74, 0.2)).doesNotDiverge(1.5);
    assertFails(() -> assertThatCurve(loss(1, 0.5, 0.76)).doesNotDiverge(1.5))
        .withMessageContaining(
            "epoch 2 (counted from 0): expected at most 0.75000 (1.5 × 0.50000, of the lowest before)");
    assertFails(() -> assertThatCurve(loss(1, Double.POSITIVE_INFINITY)).doesNotDiverge(9))
        .withMessageContaining("expected a finite value, found Infinity");
    assertFails(() -> assertThatCurve(loss(Double.NaN, Double.NaN)).doesNotDiverge(9))
        .withMessageContaining("epoch 0", "further epochs at fault: 1", "no finite value to draw");
  }

  @Test
  void choosesAnotherMetric() {
    LossCurve curve = LossCurve.of(0, Map.of("loss", new double[] {1}, "mae", new double[] {7}));
    assertFails(() -> assertThatCurve(curve).endsBelow(2).on("mae").endsBelow(2))
        .withMessageStartingWith("mae of epoch 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatCurve(curve).on("val_loss").endsBelow(2))
        .withMessage("the curve has [loss, mae], found val_loss");
  }

  @Test
  void refusesArgumentsThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatCurve(loss(1)).followsBand(BAND, 0))
        .withMessage("width of a band must be above 0, found 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatCurve(loss(1)).fallsMonotonically(-0.1))
        .withMessage("tolerance must be at least 0, found -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatCurve(loss(1)).doesNotDiverge(0.9))
        .withMessage("factor must be at least 1, found 0.9");
  }

  @Test
  void needsNoTestFramework() {
    assertFails(() -> assertThatCurve(loss(1)).endsBelow(0))
        .satisfies(e -> assertThat(e.getClass()).isEqualTo(AssertionError.class));
  }

  private static ThrowableAssertAlternative<AssertionError> assertFails(ThrowingCallable check) {
    return assertThatExceptionOfType(AssertionError.class).isThrownBy(check);
  }

  private static LossCurve loss(double... values) {
    return LossCurve.of(0, Map.of("loss", values));
  }
}
