package recipe4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.schedule.ScheduleType;

class PiecewiseScheduleTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1e-3",
    "5, 1e-3",
    "6, 1e-4",
    "10, 1e-4",
    "11, 1e-5",
    "15, 1e-5",
    "16, 1e-6",
    "20, 1e-6",
    "21, 5e-7",
    "29, 5e-7",
    "1000000, 5e-7"
  })
  void recipeHasItsFiveRatesAtTheRightEpochs(int epoch, double rate) {
    assertThat(PiecewiseSchedule.recipe().valueAt(-1, epoch)).isEqualTo(rate);
  }

  @Test
  void recipeIsExactlyTheProductsOfTheRecipesCode() {
    PiecewiseSchedule recipe = PiecewiseSchedule.recipe();
    assertThat(recipe.rateAt(6)).isEqualTo(1e-3 * 1e-1);
    assertThat(recipe.rateAt(11)).isEqualTo(1e-3 * 1e-2);
    assertThat(recipe.rateAt(16)).isEqualTo(1e-3 * 1e-3);
    assertThat(recipe.rateAt(21)).isEqualTo(1e-3 * 0.5e-3);
  }

  @Test
  void countsIterationsOnRequest() {
    PiecewiseSchedule schedule = PiecewiseSchedule.startingAt(0.1).from(100, 0.01).byIteration();
    assertThat(schedule.valueAt(99, 500)).isEqualTo(0.1);
    assertThat(schedule.valueAt(100, 0)).isEqualTo(0.01);
  }

  @Test
  void fromLeavesTheShorterScheduleAsItWas() {
    PiecewiseSchedule first = PiecewiseSchedule.startingAt(0.1);
    PiecewiseSchedule longer = first.from(1, 0.01);
    assertThat(first.rateAt(1)).isEqualTo(0.1);
    assertThat(longer.rateAt(1)).isEqualTo(0.01);
  }

  @Test
  void readsWell() {
    assertThat(PiecewiseSchedule.recipe())
        .hasToString(
            "0.001, 1e-4 from epoch 6, 1e-5 from epoch 11, 1e-6 from epoch 16, 5e-7 from epoch 21");
    assertThat(PiecewiseSchedule.startingAt(1).from(7, 0.5).byIteration())
        .hasToString("1, 0.5 from iteration 7");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void refusesARateThatIsNotAboveZeroAndFinite(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PiecewiseSchedule.startingAt(rate))
        .withMessage("learning rate must be above 0 and finite, found " + rate);
  }

  @Test
  void refusesPiecesOutOfOrder() {
    PiecewiseSchedule schedule = PiecewiseSchedule.startingAt(0.1).from(6, 0.01);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule.from(6, 0.001))
        .withMessage("each learning rate must begin after the one before, found 6 after 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule.from(-1, 0.001))
        .withMessage("start of a learning rate must be at least 0, found -1");
  }

  @Test
  void refusesToBeginLate() {
    List<PiecewiseSchedule.Piece> late = List.of(new PiecewiseSchedule.Piece(2, 0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PiecewiseSchedule(ScheduleType.EPOCH, late))
        .withMessage("a schedule needs a learning rate from 0 on, found the first from 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PiecewiseSchedule(ScheduleType.EPOCH, List.of()))
        .withMessage("a schedule needs a learning rate from 0 on, found none");
  }

  @Test
  void refusesANegativeCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PiecewiseSchedule.recipe().valueAt(0, -1))
        .withMessage("epoch must be at least 0, found -1");
  }
}
