package recipe4j.uncertainty.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.uncertainty.Logits;

class AbstentionTest {
  @Test
  void theWorkedExample() {
    assertThat(Abstention.least(0.01, 0.95)).isEqualTo(408);
    assertThat(Math.pow(0.99, 408)).isCloseTo(0.0166, within(1e-4));
    AnswerSteps steps = steps(List.of(407, 408), List.of(0, 0), List.of(-3.0, -2.0));
    assertThat(Abstention.of(steps, 0.01, 0.95)).hasValue(new Abstention(-2, 408, 0, 408));
    assertThat(Abstention.of(steps, 0.009, 0.95)).isEmpty();
  }

  /** SciPy: binom.cdf(3, 1000, 0.01) = 0.0101, (9, 1500) 0.0689. */
  @Test
  void stopsAtTheFirstThresholdThatIsNotShown() {
    AnswerSteps steps =
        steps(List.of(1000, 1500, 1600), List.of(3, 9, 9), List.of(-3.0, -2.0, -1.0));
    Abstention found = Abstention.of(steps, 0.01, 0.95).orElseThrow();
    assertThat(found.answered()).isEqualTo(1000);
    assertThat(found.probability()).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-12));
    assertThat(found)
        .hasToString("answers where p > 0.952574: of 1,600 held-out images 62.5%, 3 of them wrong");
  }

  @Test
  void oneWrongImageAmongTheSurestIsNotTheEnd() {
    AnswerSteps steps = steps(List.of(408, 816), List.of(1, 1), List.of(-3.0, -2.0));
    assertThat(Abstention.of(steps, 0.01, 0.95)).hasValue(new Abstention(-2, 816, 1, 816));
  }

  /**
   * Errors per answer of 200 splits, against the risk of the threshold on 40,000 further images.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.02, 0.05})
  void theRiskHoldsInAtLeast95PercentOf200Splits(double risk) {
    Random random = new Random(1);
    SimulatedLogits all = SimulatedLogits.of(40_000, 10, 6, random);
    int broken = 0;
    int answered = 0;
    for (int split = 0; split < 200; split++) {
      SimulatedLogits held = SimulatedLogits.of(2000, 10, 6, random);
      Optional<Abstention> found =
          Abstention.of(AnswerSteps.fit(held.logits(), held.labels()), risk, 0.95);
      if (found.isPresent()) {
        answered++;
        broken += risk(found.get(), all) > risk ? 1 : 0;
      }
    }
    assertThat(answered).isGreaterThan(180);
    // 200 draws with 5%: 16 or more have a probability of 4%
    assertThat(broken).isLessThanOrEqualTo(15);
  }

  private static double risk(Abstention abstention, SimulatedLogits images) {
    int given = 0;
    int wrong = 0;
    for (int i = 0; i < images.labels().length; i++) {
      if (abstention.answers(images.logits(), i)) {
        given++;
        wrong += images.logits().argmax(i) == images.labels()[i] ? 0 : 1;
      }
    }
    return (double) wrong / given;
  }

  @Test
  void tellsPredictionsApartWhoseProbabilityRoundsToOne() {
    Logits logits = Logits.of(new double[][] {{100, 0}, {90, 0}, {80, 0}, {1, 0}});
    AnswerSteps steps = AnswerSteps.fit(logits, 0, 0, 1, 0);
    assertThat(steps.kept()).containsExactly(1, 2, 3, 4);
    assertThat(steps.wrong()).containsExactly(0, 0, 1, 1);
    assertThat(steps.odds()).containsExactly(-90.0, -80.0, -1.0, Double.POSITIVE_INFINITY);
  }

  @Test
  void tiesAreKeptOrLeftOutTogether() {
    Logits logits = Logits.of(new double[][] {{9, 0}, {5, 0}, {0, 5}, {1, 0}});
    assertThat(AnswerSteps.fit(logits, 0, 0, 0, 0).kept()).containsExactly(1, 3, 4);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    AnswerSteps steps = steps(List.of(1), List.of(0), List.of(0.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Abstention.of(steps, 0, 0.95))
        .withMessage("risk and confidence must be above 0 and below 1, found 0.0 and 0.95");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnswerSteps(List.of(1), List.of(), List.of()))
        .withMessageContaining("found 1, 0 and 0");
  }

  private static AnswerSteps steps(List<Integer> kept, List<Integer> wrong, List<Double> odds) {
    return new AnswerSteps(kept, wrong, odds);
  }
}
