package recipe4j.schedule;

import java.util.Objects;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Decay along a polynomial, a straight line by default, then constant: {@code (initialRate -
 * endRate) * (1 - x)^power + endRate}, with {@code x} rising from 0 to 1 over {@code decaySteps},
 * as Keras's {@code PolynomialDecay} with {@code cycle=False}. ND4J's {@code PolySchedule} rises
 * instead, {@code (1 + x)^power}, and drops to 0 at its last step.
 *
 * @param scheduleType what is counted: epochs or iterations
 * @param initialRate at step 0, above 0
 * @param endRate from step {@code decaySteps} on, 0 to {@code initialRate}; Keras's default is 1e-4
 * @param decaySteps at least 1
 * @param power above 0; 1 is a straight line
 */
public record PolynomialDecaySchedule(
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
  public PolynomialDecaySchedule {
    Objects.requireNonNull(scheduleType, "scheduleType");
    ScheduleChecks.checkPositive("initial learning rate", initialRate);
    ScheduleChecks.checkBetween("end learning rate", endRate, 0, initialRate);
    ScheduleChecks.checkAtLeast("decay steps", decaySteps, 1);
    ScheduleChecks.checkPositive("power", power);
  }

  /**
   * {@return a straight line by epoch}
   *
   * @param initialRate at epoch 0, above 0
   * @param endRate from epoch {@code decaySteps} on, 0 to {@code initialRate}
   * @param decaySteps epochs, at least 1
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static PolynomialDecaySchedule of(double initialRate, double endRate, int decaySteps) {
    return new PolynomialDecaySchedule(ScheduleType.EPOCH, initialRate, endRate, decaySteps, 1);
  }

  /**
   * {@return the same end points along another curve}
   *
   * @param exponent above 0; above 1 falls fast at first, below 1 fast at the end
   * @throws IllegalArgumentException if the exponent is not above 0 and finite
   */
  public PolynomialDecaySchedule withPower(double exponent) {
    return new PolynomialDecaySchedule(scheduleType, initialRate, endRate, decaySteps, exponent);
  }

  @Override
  public PolynomialDecaySchedule byIteration() {
    return new PolynomialDecaySchedule(
        ScheduleType.ITERATION, initialRate, endRate, decaySteps, power);
  }

  @Override
  public double rateAt(int step) {
    double left = 1 - ScheduleChecks.progress(step, decaySteps);
    return (initialRate - endRate) * Math.pow(left, power) + endRate;
  }

  @Override
  public PolynomialDecaySchedule clone() {
    return this; // immutable
  }

  @Override
  public String toString() {
    return "%s to %s over %s, %s"
        .formatted(
            ScheduleChecks.number(initialRate),
            ScheduleChecks.number(endRate),
            ScheduleChecks.count(decaySteps, scheduleType),
            power == 1 ? "in a straight line" : "with power " + ScheduleChecks.number(power));
  }
}
