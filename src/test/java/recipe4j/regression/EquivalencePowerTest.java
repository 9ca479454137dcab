package recipe4j.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EquivalencePowerTest {
  @Test
  void growsWithTheRunsAndFallsWithTheDifference() throws IOException {
    double few = simulate(6, 6, 0);
    double many = simulate(30, 30, 0);
    assertThat(few).isLessThan(0.4);
    assertThat(many).isGreaterThan(0.85);
    assertThat(simulate(30, 30, 0.5)).isLessThan(many);
    assertThat(simulate(30, 30, 1)).as("error of the first kind").isLessThan(0.05);
  }

  @Test
  void sameSeedSamePower() throws IOException {
    assertThat(simulate(8, 8, 0)).isEqualTo(simulate(8, 8, 0));
  }

  @Test
  void refusesNoRepetition() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EquivalencePower.simulate(List.of(), 2, 2, null, 0, 0, 1))
        .withMessage("repetitions must be at least 1, found 0");
  }

  private static double simulate(int theirs, int ours, double shift) throws IOException {
    RecordedCurves sample = RecordedCurves.SAMPLE_CONSTANT;
    return EquivalencePower.simulate(sample.keras(), theirs, ours, sample.margins(), shift, 200, 5);
  }
}
