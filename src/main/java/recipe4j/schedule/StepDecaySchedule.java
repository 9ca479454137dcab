package recipe4j.schedule;

import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A rate that falls at once after every so many steps: {@code initialRate * factor^floor(step /
 * decaySteps)}, as Keras's {@code ExponentialDecay} with {@code staircase=True}. ND4J's {@code
 * StepSchedule} is the same up to the order of its arguments, but has no check of them.
 *
 * @param scheduleType what is counted: epochs or iterations
 * @param initialRate at step 0, above 0
 * @param factor what is left at each fall, above 0 and at most 1
 * @param decaySteps from one fall to the next, at least 1
 */
public record StepDecaySchedule(
    @JsonProperty("scheduleType") ScheduleType scheduleType,
    @JsonProperty("initialRate") double initialRate,
    @JsonProperty("factor") double factor,
    @JsonProperty("decaySteps") int decaySteps)
    implements LearningRateSchedule {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  @JsonCreator
  public StepDecaySchedule {
    ScheduleChecks.checkDecay(scheduleType, initialRate, factor, decaySteps);
  }

  /**
   * Steps counted by epoch.
   *
   * @param initialRate at epoch 0, above 0
   * @param factor what is left at each fall, above 0 and at most 1
   * @param decaySteps epochs from one fall to the next, at least 1
   * @return the schedule
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static StepDecaySchedule of(double initialRate, double factor, int decaySteps) {
    return new StepDecaySchedule(ScheduleType.EPOCH, initialRate, factor, decaySteps);
  }

  @Override
  public StepDecaySchedule byIteration() {
    return new StepDecaySchedule(ScheduleType.ITERATION, initialRate, factor, decaySteps);
  }

  @Override
  public double rateAt(int step) {
    int falls = step / decaySteps;
    return initialRate * Math.pow(factor, falls);
  }

  @Override
  public StepDecaySchedule clone() {
    return this; // immutable
  }

  @Override
  public String toString() {
    return ScheduleChecks.decay(scheduleType, initialRate, "times", factor, decaySteps);
  }
}
