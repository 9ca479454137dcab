package recipe4j.schedule;

import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Smooth exponential decay: {@code initialRate * factor^(step / decaySteps)}, as Keras's {@code
 * ExponentialDecay}. For its {@code staircase=True} see {@link StepDecaySchedule}. ND4J's {@code
 * ExponentialSchedule} has no {@code decaySteps}: it multiplies by the factor at every step.
 *
 * @param scheduleType what is counted: epochs or iterations
 * @param initialRate at step 0, above 0
 * @param factor what is left after {@code decaySteps}, above 0 and at most 1
 * @param decaySteps at least 1
 */
public record ExponentialDecaySchedule(
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
  public ExponentialDecaySchedule {
    ScheduleChecks.checkDecay(scheduleType, initialRate, factor, decaySteps);
  }

  /**
   * A decay counted by epoch.
   *
   * @param initialRate at epoch 0, above 0
   * @param factor what is left after {@code decaySteps} epochs, above 0 and at most 1
   * @param decaySteps epochs, at least 1
   * @return the schedule
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static ExponentialDecaySchedule of(double initialRate, double factor, int decaySteps) {
    return new ExponentialDecaySchedule(ScheduleType.EPOCH, initialRate, factor, decaySteps);
  }

  @Override
  public ExponentialDecaySchedule byIteration() {
    return new ExponentialDecaySchedule(ScheduleType.ITERATION, initialRate, factor, decaySteps);
  }

  @Override
  public double rateAt(int step) {
    return initialRate * Math.pow(factor, (double) step / decaySteps);
  }

  @Override
  public ExponentialDecaySchedule clone() {
    return this; // immutable
  }

  @Override
  public String toString() {
    return ScheduleChecks.decay(scheduleType, initialRate, "smoothly times", factor, decaySteps);
  }
}
