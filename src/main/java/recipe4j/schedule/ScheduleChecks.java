package recipe4j.schedule;

import java.util.Locale;
import java.util.Objects;
import org.nd4j.linalg.schedule.ScheduleType;

/** Checks and texts that the schedules share. */
final class ScheduleChecks {
  private ScheduleChecks() {}

  static void checkPositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be above 0 and finite, found " + value);
    }
  }

  static void checkBetween(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s, found %s".formatted(name, number(low), number(high), value));
    }
  }

  static void checkAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, found %s".formatted(name, least, value));
    }
  }

  /** Checks the numbers of a decay by a factor. */
  static void checkDecay(ScheduleType type, double initialRate, double factor, int decaySteps) {
    Objects.requireNonNull(type, "scheduleType");
    checkPositive("initial learning rate", initialRate);
    checkPositive("decay factor", factor);
    checkBetween("decay factor", factor, 0, 1);
    checkAtLeast("decay steps", decaySteps, 1);
  }

  /** Describes a decay by a factor, such as "0.001, times 0.5 every 10 epochs". */
  static String decay(
      ScheduleType type, double initialRate, String how, double factor, int decaySteps) {
    return "%s, %s %s every %s"
        .formatted(number(initialRate), how, number(factor), count(decaySteps, type));
  }

  /** Share of a decay that is over: 0 at its start, 1 at its end and ever after. */
  static double progress(int step, int decaySteps) {
    return (double) Math.min(step, decaySteps) / decaySteps;
  }

  /** A number in its shortest form: 0.001, 5e-7. */
  static String number(double value) {
    return Double.toString(value).replace(".0E", "E").replace('E', 'e').replaceAll("\\.0$", "");
  }

  /** "epoch" or "iteration". */
  static String unit(ScheduleType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** "1 epoch", "30 epochs". */
  static String count(int steps, ScheduleType type) {
    return steps + " " + unit(type) + (steps == 1 ? "" : "s");
  }
}
