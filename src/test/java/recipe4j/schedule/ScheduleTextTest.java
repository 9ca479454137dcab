package recipe4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.schedule.ScheduleType;

class ScheduleTextTest {
  @SuppressWarnings("unused") // by @FieldSource
  private static final List<LearningRateSchedule> ALL =
      List.of(
          PiecewiseSchedule.recipe(),
          PiecewiseSchedule.startingAt(0.1).from(3, 1e-5),
          StepDecaySchedule.of(1e-3, 0.5, 10),
          ExponentialDecaySchedule.of(0.123456789, 0.96, 1),
          PolynomialDecaySchedule.of(1e-3, 0, 30).withPower(0.5),
          CosineDecaySchedule.of(3, 1000).withFloor(0.1).withWarmup(5, 1e-6));

  @ParameterizedTest
  @FieldSource("ALL")
  void whatIsWrittenIsReadAgain(LearningRateSchedule schedule) {
    assertThat(ScheduleText.parse(ScheduleText.of(schedule))).isEqualTo(schedule);
    LearningRateSchedule batches = schedule.byIteration();
    assertThat(ScheduleText.parse(ScheduleText.of(batches))).isEqualTo(batches);
  }

  @Test
  void asAPersonTypesIt() {
    assertThat(ScheduleText.parse("recipe")).isEqualTo(PiecewiseSchedule.recipe());
    assertThat(ScheduleText.parse("Piecewise: 6=1e-4, 0=.001"))
        .isEqualTo(PiecewiseSchedule.startingAt(1e-3).from(6, 1e-4));
    assertThat(ScheduleText.parse("step:every=10,rate=1e-3,factor=0.5,unit=iteration"))
        .isEqualTo(StepDecaySchedule.of(1e-3, 0.5, 10).byIteration());
    assertThat(ScheduleText.parse("cosine:rate=1,over=5")).isEqualTo(CosineDecaySchedule.of(1, 5));
    assertThat(ScheduleText.parse("restarts:rate=1,over=5"))
        .isEqualTo(new CosineRestartsSchedule(ScheduleType.EPOCH, 1, 5, 2, 1, 0));
    assertThat(ScheduleText.parse("cycle:rate=1,over=5,end=.1"))
        .isEqualTo(new CyclicPolynomialSchedule(ScheduleType.EPOCH, 1, 0.1, 5, 1));
    assertThat(ScheduleText.parse("inverse-steps:rate=1,every=5,factor=2,unit=iteration"))
        .isEqualTo(new InverseTimeDecaySchedule(ScheduleType.ITERATION, 1, 2, 5, true));
    assertThat(ScheduleText.of(PiecewiseSchedule.recipe())).isEqualTo("recipe");
    assertThat(ScheduleText.of(StepDecaySchedule.of(1e-3, 0.5, 10)))
        .isEqualTo("step:rate=0.001,factor=0.5,every=10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linear:rate=1 | must be one of recipe, piecewise, step, exponential, polynomial, cosine, inverse, inverse-steps, cycle, restarts, found linear:rate=1",
        "'' | must be one of",
        "step:rate=1e-3 | must be step:rate=R,factor=F,every=N[,unit=epoch|iteration]: factor is missing; found step:rate=1e-3",
        "step:rate=1,factor=2,every=3 | decay factor must be from 0 to 1, found 2.0",
        "step:rate=1,factor=.5,every=0 | decay steps must be at least 1, found 0",
        "step:rate=1,factor=.5,every=1.5 | every must be a whole number, found 1.5",
        "step:rate=1,factor=.5,every=3,floor=1 | found floor",
        "step:rate=1,rate=2,factor=.5,every=3 | found rate twice",
        "step:1,0.5,3 | found \"1\" where a name and a value are needed",
        "step: | where a name and a value are needed",
        "step:rate=NaN,factor=.5,every=3 | rate must be a number, found NaN",
        "step:rate=0x1p3,factor=.5,every=3 | rate must be a number, found 0x1p3",
        "step:rate=1e999,factor=.5,every=3 | must be above 0 and finite, found Infinity",
        "step:rate=-1,factor=.5,every=3 | must be above 0 and finite, found -1.0",
        "piecewise:1=1e-3 | a rate from 0 on is needed",
        "piecewise | a rate from 0 on is needed",
        "piecewise:0=1e-3,x=2 | x must be a whole number, found x",
        "cosine:rate=1,over=3,unit=hour | unit must be epoch or iteration, found hour",
        "recipe:rate=1 | the schedule must be recipe: found rate"
      })
  void wrongOnesAreToldWithTheForm(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduleText.parse(text))
        .withMessageContaining(message);
  }
}
