package recipe4j.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbabilitiesTest {
  @Test
  void takesRowsThatSumToOneWithinFloatRounding() {
    float third = 1f / 3;
    Probabilities p = Probabilities.of(new float[][] {{third, third, third}, {0, 1, 0}});
    assertThat(p.get(0, 2)).isEqualTo(third);
    assertThat(p.argmax(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesWhatIsNoProbability(double bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Probabilities.of(new double[][] {{1, 0}, {bad, 1 - bad}}))
        .withMessage(
            "probabilities must be from 0 to 1, found "
                + bad
                + " for sample 1, class 0; are these logits?");
  }

  @Test
  void refusesARowThatDoesNotSumToOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Probabilities.of(new double[][] {{0.5, 0.25}}))
        .withMessage("probabilities of a sample must sum to 1, found 0.75 for sample 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Probabilities.of(new double[][] {{0.5, 0.5 + 2e-6}}));
    assertThat(Probabilities.of(new double[][] {{0.5, 0.5 + 5e-7}}).rows()).isEqualTo(1);
  }
}
