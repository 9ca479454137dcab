package recipe4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.FixedSchedule;

class RateChangeTest {
  private static final PiecewiseSchedule RECIPE = PiecewiseSchedule.recipe();

  @Test
  void tellsWhereTheRecipeChanges() {
    assertThat(RateChange.during(RECIPE, 30, 375))
        .containsExactly(
            new RateChange(6, 1e-3, 1e-4),
            new RateChange(11, 1e-4, 1e-5),
            new RateChange(16, 1e-5, 1e-6),
            new RateChange(21, 1e-6, 5e-7));
    assertThat(RateChange.during(RECIPE, 6, 375)).isEmpty();
  }

  @Test
  void theFirstEpochChangesNothing() {
    assertThat(RateChange.at(RECIPE, 0, 375)).isEmpty();
    assertThat(RateChange.at(new FixedSchedule(0.1), 3, 1)).isEmpty();
  }

  @Test
  void iterationsAreLookedAtWhereAnEpochStarts() {
    PiecewiseSchedule schedule = PiecewiseSchedule.startingAt(0.1).from(11, 0.01).byIteration();
    assertThat(RateChange.during(schedule, 5, 10)).containsExactly(new RateChange(2, 0.1, 0.01));
  }

  @Test
  void refusesAnEpochWithoutIterations() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateChange.at(RECIPE, 1, 0))
        .withMessage("iterations per epoch must be at least 1, found 0");
  }
}
