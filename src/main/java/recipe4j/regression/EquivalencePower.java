package recipe4j.regression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How likely a {@link CurveEquivalence} is to hold at every epoch and metric if there is no
 * difference at all, by simulation: both sides are drawn, whole runs with replacement, from the
 * runs of the reference, so that epochs and metrics stay as correlated as they are (a bootstrap).
 * The runs are first spread by sqrt(n / (n - 1)) around their mean, which makes the variance of the
 * draws that of the runs.
 */
public final class EquivalencePower {
  private EquivalencePower() {}

  /**
   * Simulates.
   *
   * @param reference runs of the reference, at least 2
   * @param referenceRuns how many to draw for the one side, at least 2
   * @param candidateRuns how many to draw for the other, at least 2
   * @param margins as in the test
   * @param shift true difference of the means at every epoch and metric, in margins: 0 for the
   *     power, 1 for the error of the first kind
   * @param repetitions at least 1
   * @param seed of the draws
   * @return share of the repetitions that pass everywhere, 0 to 1
   * @throws IllegalArgumentException if a number is too small, or the runs don't fit the margins
   */
  public static double simulate(
      List<LossCurve> reference,
      int referenceRuns,
      int candidateRuns,
      EquivalenceMargins margins,
      double shift,
      int repetitions,
      long seed) {
    if (repetitions < 1) {
      throw new IllegalArgumentException("repetitions must be at least 1, found " + repetitions);
    }
    List<LossCurve> spread = spread(reference, margins, 0);
    List<LossCurve> shifted = spread(reference, margins, shift);
    SplittableRandom random = new SplittableRandom(seed);
    int passed = 0;
    for (int i = 0; i < repetitions; i++) {
      List<LossCurve> theirs = draw(spread, referenceRuns, random);
      List<LossCurve> ours = draw(shifted, candidateRuns, random);
      passed += CurveEquivalence.of(theirs, ours, margins).holds() ? 1 : 0;
    }
    return (double) passed / repetitions;
  }

  private static List<LossCurve> draw(List<LossCurve> runs, int count, SplittableRandom random) {
    List<LossCurve> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(runs.get(random.nextInt(runs.size())));
    }
    return drawn;
  }

  private static List<LossCurve> spread(
      List<LossCurve> runs, EquivalenceMargins margins, double shift) {
    LossCurveBand band = LossCurveBand.of(runs);
    double factor = Math.sqrt(runs.size() / (runs.size() - 1.0));
    List<LossCurve> result = new ArrayList<>();
    for (LossCurve run : runs) {
      Map<String, double[]> metrics = new HashMap<>();
      for (String metric : run.metrics()) {
        double[] values = run.values(metric);
        for (int e = 0; e < values.length; e++) {
          int epoch = band.firstEpoch() + e;
          double mean = band.at(metric, epoch).mean();
          values[e] = mean + (values[e] - mean) * factor + shift * margins.margin(metric, epoch);
        }
        metrics.put(metric, values);
      }
      result.add(LossCurve.of(run.firstEpoch(), metrics));
    }
    return result;
  }
}
