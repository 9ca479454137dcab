package recipe4j.uncertainty.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.UncertaintyFixture;

class BootstrapTest {
  private static final UncertaintyFixture FIXTURE = UncertaintyFixture.read("overconfident");

  @Test
  void intervalOfAMeanIsTheNormalOne() {
    Probabilities p = FIXTURE.logits().softmax();
    ConfidenceInterval interval =
        Bootstrap.withSeed(1).interval(BrierScore::of, p, FIXTURE.labels());
    assertThat(interval.estimate()).isEqualTo(BrierScore.of(p, FIXTURE.labels()));
    // mean +- 1.96 standard errors
    double variance = 0;
    for (int i = 0; i < p.rows(); i++) {
      double score = BrierScore.of(p.select(i), new int[] {FIXTURE.labels()[i]});
      variance += Math.pow(score - interval.estimate(), 2) / (p.rows() - 1);
    }
    double half = 1.96 * Math.sqrt(variance / p.rows());
    assertThat(interval.lower()).isCloseTo(interval.estimate() - half, within(0.1 * half));
    assertThat(interval.upper()).isCloseTo(interval.estimate() + half, within(0.1 * half));
  }

  @Test
  void theSeedDecidesAndAHigherLevelIsWider() {
    Metric<Logits> metric = NegativeLogLikelihood::of;
    Bootstrap narrow = new Bootstrap(200, 0.5, 7);
    ConfidenceInterval one = narrow.interval(metric, FIXTURE.logits(), FIXTURE.labels());
    assertThat(narrow.interval(metric, FIXTURE.logits(), FIXTURE.labels())).isEqualTo(one);
    assertThat(new Bootstrap(200, 0.5, 8).interval(metric, FIXTURE.logits(), FIXTURE.labels()))
        .isNotEqualTo(one);
    ConfidenceInterval wide =
        new Bootstrap(200, 0.99, 7).interval(metric, FIXTURE.logits(), FIXTURE.labels());
    assertThat(wide.lower()).isLessThan(one.lower());
    assertThat(wide.upper()).isGreaterThan(one.upper());
  }

  @Test
  void anInfiniteMetricGivesNoNaN() {
    Probabilities p = Probabilities.of(new double[][] {{0, 1}, {0.5, 0.5}, {0.5, 0.5}});
    ConfidenceInterval interval =
        Bootstrap.withSeed(1).interval(NegativeLogLikelihood::of, p, new int[] {0, 0, 1});
    assertThat(interval.lower()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(interval.upper()).isInfinite();
  }

  @Test
  void calibrationErrorsCanBeResampledToo() {
    Probabilities p = FIXTURE.logits().softmax();
    ConfidenceInterval interval =
        new Bootstrap(100, 0.95, 3)
            .interval((s, y) -> CalibrationError.of(s, y).expected(), p, FIXTURE.labels());
    assertThat(interval.lower()).isBetween(0.05, interval.upper());
    assertThat(interval.upper()).isLessThan(0.4);
  }

  @Test
  void refusesBadNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bootstrap(0, 0.95, 1))
        .withMessage("resamples must be at least 1, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bootstrap(10, 1, 1))
        .withMessage("level must be above 0 and below 1, found 1.0");
  }
}
