package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfidenceTest {
  @Test
  void measuresOfAWorkedExample() {
    Confidence c = Probabilities.of(new double[][] {{0.25, 0.5, 0.25}}).confidence(0);
    assertThat(c.predicted()).isEqualTo(1);
    assertThat(c.topProbability()).isEqualTo(0.5);
    assertThat(c.margin()).isEqualTo(0.25);
    assertThat(c.entropy()).isCloseTo(1.5 * Math.log(2), within(1e-15)); // 1.5 bits
    assertThat(c.relativeEntropy()).isCloseTo(1.5 * Math.log(2) / Math.log(3), within(1e-15));
  }

  @Test
  void certaintyHasNoEntropy() {
    Confidence c = Probabilities.of(new double[][] {{0, 1}}).confidence(0);
    assertThat(c).isEqualTo(new Confidence(1, 1, 1, 0, 0));
  }

  @Test
  void uniformHasAllOfIt() {
    Confidence c = Logits.of(new double[1][10]).softmax().confidence(0);
    assertThat(c.margin()).isZero();
    assertThat(c.entropy()).isCloseTo(Math.log(10), within(1e-12));
    assertThat(c.relativeEntropy()).isCloseTo(1, within(1e-12)).isLessThanOrEqualTo(1);
  }

  @Test
  void aSingleClassIsCertain() {
    Confidence c = Logits.of(new double[][] {{-3}}).softmax().confidence(0);
    assertThat(c).isEqualTo(new Confidence(0, 1, 1, 0, 0));
  }

  @Test
  void aTieGoesToTheFirstClass() {
    Confidence c = Probabilities.of(new double[][] {{0, 0.5, 0.5}}).confidence(0);
    assertThat(c.predicted()).isEqualTo(1);
    assertThat(c.margin()).isZero();
  }
}
