package recipe4j.chart;

import java.util.ArrayList;
import java.util.List;
import recipe4j.io.Count;

/**
 * The epochs at which the learning rate changes.
 *
 * @param first the rate to begin with; NaN if none is recorded
 * @param steps the changes, in order
 */
public record RateSteps(double first, List<Step> steps) {
  /** More changes than this are a slope, not steps. */
  private static final int MOST = 10;

  /**
   * A change.
   *
   * @param epoch the first one at the new rate, 1-based
   * @param rate the new one
   */
  record Step(int epoch, double rate) {}

  /** Keeps a copy of the changes. */
  public RateSteps {
    steps = List.copyOf(steps);
  }

  /** For a run that records no learning rate. */
  public static RateSteps none() {
    return new RateSteps(Double.NaN, List.of());
  }

  /**
   * Finds the changes.
   *
   * @param rates one an epoch
   * @param firstEpoch the first rate's, 0-based
   */
  public static RateSteps of(double[] rates, int firstEpoch) {
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < rates.length; i++) {
      if (rates[i] != rates[i - 1]) {
        steps.add(new Step(firstEpoch + i + 1, rates[i]));
      }
    }
    return new RateSteps(rates.length == 0 ? Double.NaN : rates[0], steps);
  }

  /** Whether each change can be marked. */
  public boolean areFew() {
    return steps.size() <= MOST;
  }

  /** The changes in one sentence. */
  public String text() {
    if (Double.isNaN(first)) {
      return "No learning rate is recorded.";
    }
    if (steps.isEmpty()) {
      return "The learning rate is %s throughout.".formatted(Numbers.rate(first));
    }
    if (!areFew()) {
      double last = steps.get(steps.size() - 1).rate();
      return "The learning rate goes from %s to %s in %s."
          .formatted(Numbers.rate(first), Numbers.rate(last), Count.of(steps.size(), "step"));
    }
    StringBuilder text = new StringBuilder("The learning rate starts at ");
    text.append(Numbers.rate(first));
    steps.forEach(
        step ->
            text.append(
                "; from epoch %s on it is %s".formatted(step.epoch(), Numbers.rate(step.rate()))));
    return text.append('.').toString();
  }
}
