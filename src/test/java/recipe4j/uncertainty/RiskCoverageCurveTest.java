package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RiskCoverageCurveTest {
  @Test
  void aWorkedExample() {
    // kept longest: right, wrong, right, wrong
    RiskCoverageCurve curve =
        RiskCoverageCurve.of(
            new double[] {0.4, 0.1, 0.3, 0.2}, new boolean[] {false, true, true, false});
    assertThat(curve.samples()).isEqualTo(4);
    assertThat(curve.risk(1)).isZero();
    assertThat(curve.risk(2)).isEqualTo(1.0 / 2);
    assertThat(curve.risk(3)).isEqualTo(1.0 / 3);
    assertThat(curve.risk(4)).isEqualTo(2.0 / 4);
    assertThat(curve.area()).isCloseTo((0 + 1 / 2.0 + 1 / 3.0 + 2 / 4.0) / 4, within(1e-15));
    // right, right, wrong, wrong
    assertThat(curve.leastArea()).isCloseTo((0 + 0 + 1 / 3.0 + 2 / 4.0) / 4, within(1e-15));
    assertThat(curve.excessArea()).isCloseTo(1 / 8.0, within(1e-15));
  }

  @Test
  void coverageRoundsUpToWholeSamples() {
    RiskCoverageCurve curve =
        RiskCoverageCurve.of(new double[] {1, 2, 3, 4}, new boolean[] {true, false, true, false});
    assertThat(curve.riskAt(0)).isEqualTo(curve.risk(1));
    assertThat(curve.riskAt(0.5)).isEqualTo(curve.risk(2));
    assertThat(curve.riskAt(0.51)).isEqualTo(curve.risk(3));
    assertThat(curve.riskAt(1)).isEqualTo(curve.risk(4));
  }

  @Test
  void samplesThatTieShareTheirMistakes() {
    RiskCoverageCurve curve =
        RiskCoverageCurve.of(new double[] {0, -0.0, 0, 0}, new boolean[] {false, true, true, true});
    for (int kept = 1; kept <= 4; kept++) {
      assertThat(curve.risk(kept)).isEqualTo(0.25);
    }
    assertThat(curve.area()).isEqualTo(0.25);
  }

  @Test
  void ofLogits() {
    Logits logits = Logits.of(new double[][] {{5, 0}, {1, 0}, {0, 3}});
    RiskCoverageCurve curve =
        RiskCoverageCurve.of(UncertaintyScore.ENTROPY, logits, new int[] {0, 1, 1});
    assertThat(curve.risk(2)).isZero();
    assertThat(curve.risk(3)).isEqualTo(1.0 / 3);
    assertThat(curve.excessArea()).isZero();
  }

  @Property(tries = 200)
  void neitherTheOrderNorTheScaleOfTheScoresMatters(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int samples) {
    Random random = new Random(seed);
    double[] scores = new double[samples];
    boolean[] right = new boolean[samples];
    double[] reversed = new double[samples];
    boolean[] reversedRight = new boolean[samples];
    for (int i = 0; i < samples; i++) {
      scores[i] = random.nextInt(10);
      right[i] = random.nextBoolean();
      reversed[samples - 1 - i] = Math.exp(scores[i]);
      reversedRight[samples - 1 - i] = right[i];
    }
    RiskCoverageCurve one = RiskCoverageCurve.of(scores, right);
    RiskCoverageCurve other = RiskCoverageCurve.of(reversed, reversedRight);
    assertThat(other.area()).isCloseTo(one.area(), within(1e-12));
    assertThat(one.area()).isBetween(one.leastArea() - 1e-12, 1.0);
  }

  @Test
  void refusesWhatIsNoSample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RiskCoverageCurve.of(new double[0], new boolean[0]))
        .withMessage(
            "a risk-coverage curve needs at least one sample with one score each, found 0 scores for 0 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RiskCoverageCurve.of(new double[1], new boolean[2]))
        .withMessageContaining("found 1 scores for 2 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RiskCoverageCurve.of(new double[] {Double.NaN}, new boolean[1]))
        .withMessage("scores must be numbers, found NaN");
    RiskCoverageCurve curve = RiskCoverageCurve.of(new double[1], new boolean[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> curve.riskAt(1.5))
        .withMessage("coverage must be from 0 to 1, found 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RiskCoverageCurve.of(
                    UncertaintyScore.ENERGY, Logits.of(new double[][] {{1, 2}}), new int[] {2}))
        .withMessage("labels must be 0 to 1, found 2 for sample 0");
  }
}
