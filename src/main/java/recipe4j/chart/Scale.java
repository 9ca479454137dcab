package recipe4j.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns values into places along an axis.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}, above {@code low}
 * @param logarithmic whether equal ratios are equally far apart; {@code low} is then above 0
 * @param from a place in pixels
 * @param to another, in either direction
 */
public record Scale(double low, double high, boolean logarithmic, double from, double to) {
  private static final double[] STEPS = {1, 2, 5, 10};

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it is empty, not finite, or reaches 0 logarithmically
   */
  public Scale {
    boolean ordered = low < high && Double.isFinite(high - low);
    if (!ordered || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException(
          "a %s scale needs a finite range from low to high, found %s to %s"
              .formatted(logarithmic ? "logarithmic (above 0)" : "linear", low, high));
    }
  }

  /**
   * {@return a scale on which equal differences are equally far apart}
   *
   * @param low the value at {@code from}
   * @param high the value at {@code to}
   * @param from a place in pixels
   * @param to another
   */
  public static Scale linear(double low, double high, double from, double to) {
    return new Scale(low, high, false, from, to);
  }

  /**
   * {@return a scale on which equal ratios are equally far apart}
   *
   * @param low the value at {@code from}, above 0
   * @param high the value at {@code to}
   * @param from a place in pixels
   * @param to another
   */
  public static Scale logarithmic(double low, double high, double from, double to) {
    return new Scale(low, high, true, from, to);
  }

  /**
   * {@return where a value lies, in pixels; NaN for what the scale can't show}
   *
   * @param value any; what is out of range is placed beyond the ends
   */
  public double at(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    double place = from + share * (to - from);
    return Double.isFinite(place) ? place : Double.NaN;
  }

  /**
   * Round values to mark on the axis.
   *
   * @param most about how many, at least 2
   * @return rising, each within the range
   */
  public List<Double> ticks(int most) {
    if (!logarithmic) {
      return multiples(step(most));
    }
    List<Double> fine = decades(1, 2, 5);
    List<Double> ticks = fine.size() <= most ? fine : decades(1);
    return ticks.size() >= 2 ? ticks : multiples(step(most));
  }

  private double step(int most) {
    double raw = (high - low) / most;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double step : STEPS) {
      if (step * power >= raw * (1 - 1e-9)) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private List<Double> multiples(double step) {
    List<Double> ticks = new ArrayList<>();
    double slack = 1e-9 * step;
    for (long i = (long) Math.ceil((low - slack) / step); i * step <= high + slack; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private List<Double> decades(int... digits) {
    List<Double> ticks = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(low));
    for (int power = first; Math.pow(10, power) <= high; power++) {
      for (int digit : digits) {
        double tick =
            Double.parseDouble(
                digit + "e" + power); // the nearest double, which a product of powers need not be
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
