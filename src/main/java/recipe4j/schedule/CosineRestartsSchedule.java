package recipe4j.schedule;

import java.util.Objects;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Decay along half a cosine that begins anew, as Keras's {@code CosineDecayRestarts} (Loshchilov
 * and Hutter, 2017): within a period, with {@code x} rising from 0 to 1, {@code initialRate * ((1 -
 * floor) * height * (1 + cos(pi x)) / 2 + floor)}. Each period is {@code longer} times as long as
 * the one before, and its {@code height}, 1 at first, {@code lower} times that of the one before.
 *
 * @param scheduleType what is counted: epochs or iterations
 * @param initialRate at step 0, above 0
 * @param decaySteps length of the first period, at least 1
 * @param longer at least 1; Keras's default is 2
 * @param lower from 0 to 1; Keras's default is 1
 * @param floor share of the rate that stays, from 0 to 1; Keras's default is 0
 */
public record CosineRestartsSchedule(
    @JsonProperty("scheduleType") ScheduleType scheduleType,
    @JsonProperty("initialRate") double initialRate,
    @JsonProperty("decaySteps") int decaySteps,
    @JsonProperty("longer") double longer,
    @JsonProperty("lower") double lower,
    @JsonProperty("floor") double floor)
    implements LearningRateSchedule {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  @JsonCreator
  public CosineRestartsSchedule {
    Objects.requireNonNull(scheduleType, "scheduleType");
    ScheduleChecks.checkPositive("initial learning rate", initialRate);
    ScheduleChecks.checkAtLeast("decay steps", decaySteps, 1);
    ScheduleChecks.checkBetween("growth of a period", longer, 1, Integer.MAX_VALUE);
    ScheduleChecks.checkBetween("height of the next period", lower, 0, 1);
    ScheduleChecks.checkBetween("floor", floor, 0, 1);
  }

  @Override
  public CosineRestartsSchedule byIteration() {
    return new CosineRestartsSchedule(
        ScheduleType.ITERATION, initialRate, decaySteps, longer, lower, floor);
  }

  /** In single precision where the period is chosen, as Keras computes: so both begin it alike. */
  @Override
  public double rateAt(int step) {
    float done = (float) step / decaySteps;
    double period;
    double x;
    if (longer == 1) {
      period = Math.floor(done);
      x = done - period;
    } else {
      float growth = (float) longer;
      period = Math.floor((float) Math.log(1 - done * (1 - growth)) / (float) Math.log(growth));
      double before = (1 - Math.pow(longer, period)) / (1 - longer);
      x = ((double) step / decaySteps - before) / Math.pow(longer, period);
    }
    double height = Math.pow(lower, period) * (1 + Math.cos(Math.PI * x)) / 2;
    return initialRate * ((1 - floor) * height + floor);
  }

  @Override
  public CosineRestartsSchedule clone() {
    return this; // immutable
  }

  @Override
  public String toString() {
    return "%s along half a cosine over %s, then again over %s times as many from %s times the rate"
        .formatted(
            ScheduleChecks.number(initialRate),
            ScheduleChecks.count(decaySteps, scheduleType),
            ScheduleChecks.number(longer),
            ScheduleChecks.number(lower));
  }
}
