package recipe4j.schedule;

import java.util.Objects;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Decay along a polynomial that begins anew, each time from a lower rate, as Keras's {@code
 * PolynomialDecay} with {@code cycle=True}: {@code (initialRate - endRate) * (1 - step / end)^power
 * + endRate}, with {@code end} the first multiple of {@code decaySteps} that is not below the step,
 * and not 0.
 *
 * @param scheduleType what is counted: epochs or iterations
 * @param initialRate at step 0, above 0
 * @param endRate at each multiple of {@code decaySteps}, 0 to {@code initialRate}
 * @param decaySteps at least 1
 * @param power above 0; 1 is a straight line
 */
public record CyclicPolynomialSchedule(
    @JsonProperty("scheduleType") ScheduleType scheduleType,
    @JsonProperty("initialRate") double initialRate,
    @JsonProperty("endRate") double endRate,
    @JsonProperty("decaySteps") int decaySteps,
    @JsonProperty("power") double power)
    implements LearningRateSchedule {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  @JsonCreator
  public CyclicPolynomialSchedule {
    Objects.requireNonNull(scheduleType, "scheduleType");
    ScheduleChecks.checkPositive("initial learning rate", initialRate);
    ScheduleChecks.checkBetween("end learning rate", endRate, 0, initialRate);
    ScheduleChecks.checkAtLeast("decay steps", decaySteps, 1);
    ScheduleChecks.checkPositive("power", power);
  }

  @Override
  public CyclicPolynomialSchedule byIteration() {
    return new CyclicPolynomialSchedule(
        ScheduleType.ITERATION, initialRate, endRate, decaySteps, power);
  }

  @Override
  public double rateAt(int step) {
    double end = decaySteps * Math.max(1, Math.ceil((double) step / decaySteps));
    return (initialRate - endRate) * Math.pow(1 - step / end, power) + endRate;
  }

  @Override
  public CyclicPolynomialSchedule clone() {
    return this; // immutable
  }

  @Override
  public String toString() {
    return "%s to %s over %s again and again, with power %s"
        .formatted(
            ScheduleChecks.number(initialRate),
            ScheduleChecks.number(endRate),
            ScheduleChecks.count(decaySteps, scheduleType),
            ScheduleChecks.number(power));
  }
}
