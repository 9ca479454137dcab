package recipe4j.schedule;

import java.util.Objects;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A rate that falls with the inverse of time: {@code initialRate / (1 + factor * step /
 * decaySteps)}, as Keras's {@code InverseTimeDecay}.
 *
 * @param scheduleType what is counted: epochs or iterations
 * @param initialRate at step 0, above 0
 * @param factor how fast it falls, above 0
 * @param decaySteps over which the divisor grows by the factor, at least 1
 * @param staircase whether it falls at the end of every so many steps only
 */
public record InverseTimeDecaySchedule(
    @JsonProperty("scheduleType") ScheduleType scheduleType,
    @JsonProperty("initialRate") double initialRate,
    @JsonProperty("factor") double factor,
    @JsonProperty("decaySteps") int decaySteps,
    @JsonProperty("staircase") boolean staircase)
    implements LearningRateSchedule {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  @JsonCreator
  public InverseTimeDecaySchedule {
    Objects.requireNonNull(scheduleType, "scheduleType");
    ScheduleChecks.checkPositive("initial learning rate", initialRate);
    ScheduleChecks.checkPositive("decay factor", factor);
    ScheduleChecks.checkAtLeast("decay steps", decaySteps, 1);
  }

  @Override
  public InverseTimeDecaySchedule byIteration() {
    return new InverseTimeDecaySchedule(
        ScheduleType.ITERATION, initialRate, factor, decaySteps, staircase);
  }

  @Override
  public double rateAt(int step) {
    double periods = (double) step / decaySteps;
    return initialRate / (1 + factor * (staircase ? Math.floor(periods) : periods));
  }

  @Override
  public InverseTimeDecaySchedule clone() {
    return this; // immutable
  }

  @Override
  public String toString() {
    String how = staircase ? "in steps by the inverse of 1 +" : "by the inverse of 1 +";
    return ScheduleChecks.decay(scheduleType, initialRate, how, factor, decaySteps);
  }
}
