package recipe4j.schedule;

import java.util.Objects;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Half a cosine wave from the peak down to a floor, after an optional linear warm-up, as Keras's
 * {@code CosineDecay} (Loshchilov and Hutter, "SGDR", 2016; warm-up of Goyal et al., 2017):
 *
 * <ul>
 *   <li>step below {@code warmupSteps}: a straight line from {@code warmupRate} to {@code
 *       peakRate};
 *   <li>then, with {@code x} rising from 0 to 1 over {@code decaySteps}: {@code peakRate * ((1 -
 *       floor) * (1 + cos(pi x)) / 2 + floor)};
 *   <li>then {@code peakRate * floor} for good.
 * </ul>
 *
 * <p>ND4J's {@code CycleSchedule} is another thing: a one-cycle policy of straight lines.
 *
 * @param scheduleType what is counted: epochs or iterations
 * @param peakRate where the decay begins, above 0; Keras's {@code warmup_target}
 * @param decaySteps length of the decay without the warm-up, at least 1
 * @param floor what is left at the end, as a fraction of the peak, 0 to 1; Keras's {@code alpha}
 * @param warmupSteps 0 for none
 * @param warmupRate at step 0 of a warm-up, 0 to the peak; Keras's {@code initial_learning_rate}
 */
public record CosineDecaySchedule(
    @JsonProperty("scheduleType") ScheduleType scheduleType,
    @JsonProperty("peakRate") double peakRate,
    @JsonProperty("decaySteps") int decaySteps,
    @JsonProperty("floor") double floor,
    @JsonProperty("warmupSteps") int warmupSteps,
    @JsonProperty("warmupRate") double warmupRate)
    implements LearningRateSchedule {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  @JsonCreator
  public CosineDecaySchedule {
    Objects.requireNonNull(scheduleType, "scheduleType");
    ScheduleChecks.checkPositive("peak learning rate", peakRate);
    ScheduleChecks.checkAtLeast("decay steps", decaySteps, 1);
    ScheduleChecks.checkBetween("floor of the decay", floor, 0, 1);
    ScheduleChecks.checkAtLeast("warm-up steps", warmupSteps, 0);
    ScheduleChecks.checkBetween("learning rate of the warm-up", warmupRate, 0, peakRate);
  }

  /**
   * Decay to 0 by epoch, without a warm-up.
   *
   * @param peakRate at epoch 0, above 0
   * @param decaySteps epochs, at least 1
   * @return the schedule
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static CosineDecaySchedule of(double peakRate, int decaySteps) {
    return new CosineDecaySchedule(ScheduleType.EPOCH, peakRate, decaySteps, 0, 0, 0);
  }

  /**
   * {@return the same decay with a floor}
   *
   * @param fraction of the peak that is left at the end, 0 to 1
   * @throws IllegalArgumentException if the fraction is out of its range
   */
  public CosineDecaySchedule withFloor(double fraction) {
    return new CosineDecaySchedule(
        scheduleType, peakRate, decaySteps, fraction, warmupSteps, warmupRate);
  }

  /**
   * {@return the same decay after a warm-up, which comes before it and takes nothing of its length}
   *
   * @param steps epochs or iterations, 0 for none
   * @param from rate at step 0, 0 to the peak
   * @throws IllegalArgumentException if a number is out of its range
   */
  public CosineDecaySchedule withWarmup(int steps, double from) {
    return new CosineDecaySchedule(scheduleType, peakRate, decaySteps, floor, steps, from);
  }

  @Override
  public CosineDecaySchedule byIteration() {
    return new CosineDecaySchedule(
        ScheduleType.ITERATION, peakRate, decaySteps, floor, warmupSteps, warmupRate);
  }

  @Override
  public double rateAt(int step) {
    if (step < warmupSteps) {
      return warmupRate + (peakRate - warmupRate) * step / warmupSteps;
    }
    double x = ScheduleChecks.progress(step - warmupSteps, decaySteps);
    double wave = (1 + Math.cos(Math.PI * x)) / 2;
    return peakRate * ((1 - floor) * wave + floor);
  }

  @Override
  public CosineDecaySchedule clone() {
    return this; // immutable
  }

  @Override
  public String toString() {
    String decay =
        "%s, on a cosine to %s over %s"
            .formatted(
                ScheduleChecks.number(peakRate),
                ScheduleChecks.number(peakRate * floor),
                ScheduleChecks.count(decaySteps, scheduleType));
    return warmupSteps == 0
        ? decay
        : "%s, warming up over %s to %s"
            .formatted(
                ScheduleChecks.number(warmupRate),
                ScheduleChecks.count(warmupSteps, scheduleType),
                decay);
  }
}
