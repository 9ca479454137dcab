package recipe4j.uncertainty.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.UncertaintyFixture;

class CalibrationScoresTest {
  private static final UncertaintyFixture FIXTURE = UncertaintyFixture.read("overconfident");
  private static final Bootstrap BOOTSTRAP = new Bootstrap(50, 0.9, 3);

  @Test
  void areTheMetricsOneByOne() {
    Logits logits = FIXTURE.logits();
    int[] labels = FIXTURE.labels();
    Probabilities p = logits.atTemperature(0.6);
    CalibrationScores scores = CalibrationScores.of(logits, 0.6, labels, BOOTSTRAP);
    close(
        scores.negativeLogLikelihood(),
        BOOTSTRAP.interval(
            (Logits z, int[] y) -> NegativeLogLikelihood.of(z, y, 0.6), logits, labels));
    close(scores.brierScore(), BOOTSTRAP.interval(BrierScore::of, p, labels));
    close(
        scores.expectedError(),
        BOOTSTRAP.interval((q, y) -> CalibrationError.of(q, y).expected(), p, labels));
    CalibrationScores ofProbabilities = CalibrationScores.of(p, labels, BOOTSTRAP);
    close(ofProbabilities.negativeLogLikelihood(), scores.negativeLogLikelihood());
    assertThat(ofProbabilities.brierScore()).isEqualTo(scores.brierScore());
  }

  @Test
  void aChangeIsTakenOnTheSameSamples() {
    Logits logits = FIXTURE.logits();
    int[] labels = FIXTURE.labels();
    CalibrationScores change = CalibrationScores.change(logits, 1, 1.8, labels, BOOTSTRAP);
    CalibrationScores before = CalibrationScores.of(logits, 1, labels, BOOTSTRAP);
    CalibrationScores after = CalibrationScores.of(logits, 1.8, labels, BOOTSTRAP);
    close(
        change.negativeLogLikelihood(),
        BOOTSTRAP.interval(
            (Logits z, int[] y) ->
                NegativeLogLikelihood.of(z, y, 1.8) - NegativeLogLikelihood.of(z, y, 1),
            logits,
            labels));
    assertThat(change.brierScore().estimate())
        .isCloseTo(after.brierScore().estimate() - before.brierScore().estimate(), within(1e-15));
    assertThat(change.expectedError().estimate())
        .isCloseTo(
            after.expectedError().estimate() - before.expectedError().estimate(), within(1e-15));
    CalibrationScores none = CalibrationScores.change(logits, 2, 2, labels, BOOTSTRAP);
    assertThat(none.brierScore().lower()).isZero();
    assertThat(none.brierScore().upper()).isZero();
  }

  @Test
  void severalAreTheSameAsOneByOne() {
    Logits logits = FIXTURE.logits();
    int[] labels = FIXTURE.labels();
    List<CalibrationScores> all =
        CalibrationScores.of(
            List.of(
                SampleScores.of(logits, 1, labels),
                SampleScores.of(logits, 1.8, labels),
                SampleScores.of(logits.atTemperature(0.6), labels)),
            BOOTSTRAP);
    assertThat(all)
        .containsExactly(
            CalibrationScores.of(logits, 1, labels, BOOTSTRAP),
            CalibrationScores.of(logits, 1.8, labels, BOOTSTRAP),
            CalibrationScores.of(logits.atTemperature(0.6), labels, BOOTSTRAP),
            CalibrationScores.change(logits, 1, 1.8, labels, BOOTSTRAP),
            CalibrationScores.change(logits, 1, 0.6, labels, BOOTSTRAP));
  }

  @Test
  void drawsAreThoseOfRandom() {
    for (long seed : new long[] {0, 1, -7, Long.MAX_VALUE}) {
      Random expected = new Random(seed);
      Random found = new OneThreadRandom(seed);
      for (int i = 0; i < 1000; i++) {
        assertThat(found.nextInt(1 + i * 1_000_003)).isEqualTo(expected.nextInt(1 + i * 1_000_003));
        assertThat(found.nextDouble()).isEqualTo(expected.nextDouble());
      }
    }
  }

  @Test
  void aTrueClassOfProbabilityZeroIsInfinitelyUnlikely() {
    Probabilities p = Probabilities.of(new double[][] {{1, 0}, {0.5, 0.5}});
    CalibrationScores scores = CalibrationScores.of(p, new int[] {1, 0}, BOOTSTRAP);
    assertThat(scores.negativeLogLikelihood().estimate()).isInfinite();
    assertThat(scores.negativeLogLikelihood().lower()).isNotNaN();
    assertThat(scores.brierScore().estimate()).isCloseTo((2 + 0.5) / 2, within(1e-15));
  }

  @Test
  void refusesLabelsThatDontFit() {
    Probabilities p = Probabilities.of(new double[][] {{1, 0}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationScores.of(p, new int[] {5}, BOOTSTRAP))
        .withMessage("labels must be 0 to 1, found 5 for sample 0");
    SampleScores one = SampleScores.of(p, new int[] {0});
    SampleScores two = SampleScores.of(Logits.of(new double[2][2]), 1, new int[] {0, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibrationScores.of(List.of(one, two), BOOTSTRAP))
        .withMessage(
            "scores to compare must be of the same samples, found numbers of samples [1, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BOOTSTRAP.interval(0, rows -> 0))
        .withMessage("a bootstrap needs at least one sample, found 0");
  }

  private static void close(ConfidenceInterval found, ConfidenceInterval expected) {
    assertThat(found.estimate()).isCloseTo(expected.estimate(), within(1e-12));
    assertThat(found.lower()).isCloseTo(expected.lower(), within(1e-12));
    assertThat(found.upper()).isCloseTo(expected.upper(), within(1e-12));
    assertThat(found.level()).isEqualTo(expected.level());
  }
}
