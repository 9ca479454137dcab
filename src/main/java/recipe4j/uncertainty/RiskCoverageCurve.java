package recipe4j.uncertainty;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The error rate that remains after the least certain predictions are left out: <em>risk</em>, the
 * share of wrong ones among those kept, against <em>coverage</em>, the share kept (Geifman and
 * El-Yaniv, "Selective Classification for Deep Neural Networks", 2017). Samples that tie come in
 * random order; the risk is the expectation over it, so the order of the samples does not matter.
 */
public final class RiskCoverageCurve {
  private final double[] errors; // [k]: expected number of wrong ones among the k + 1 most certain

  private RiskCoverageCurve(double[] errors) {
    this.errors = errors;
  }

  /**
   * {@return the curve of any score}
   *
   * @param uncertainty one score per sample, the higher the sooner left out; at least one, none NaN
   * @param right whether each prediction is right
   * @throws IllegalArgumentException if there is no sample, the lengths differ or a score is NaN
   */
  public static RiskCoverageCurve of(double[] uncertainty, boolean[] right) {
    int samples = uncertainty.length;
    if (samples == 0 || right.length != samples) {
      throw new IllegalArgumentException(
          "a risk-coverage curve needs at least one sample with one score each, found %s scores for %s samples"
              .formatted(samples, right.length));
    }
    if (Arrays.stream(uncertainty).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("scores must be numbers, found NaN");
    }
    int[] order =
        IntStream.range(0, samples)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> uncertainty[i] + 0.0)) // -0.0 ties with 0.0
            .mapToInt(Integer::intValue)
            .toArray();
    double[] errors = new double[samples];
    double before = 0;
    for (int from = 0, to; from < samples; from = to) {
      int wrong = 0;
      for (to = from; to < samples && uncertainty[order[to]] == uncertainty[order[from]]; to++) {
        wrong += right[order[to]] ? 0 : 1;
      }
      for (int k = from; k < to; k++) {
        errors[k] = before + (double) wrong * (k + 1 - from) / (to - from);
      }
      before += wrong;
    }
    return new RiskCoverageCurve(errors);
  }

  /**
   * {@return the curve of an uncertainty score; the class with the largest logit is what is
   * predicted}
   *
   * @param score how uncertain a prediction is
   * @param logits one row per sample
   * @param labels the true class of each sample, 0-based
   * @throws IllegalArgumentException if the labels don't fit the logits
   */
  public static RiskCoverageCurve of(UncertaintyScore score, Logits logits, int[] labels) {
    return of(score.of(logits), Labels.hits(logits, labels));
  }

  /** {@return number of samples, at least 1} */
  public int samples() {
    return errors.length;
  }

  /**
   * Risk among the samples that are kept longest.
   *
   * @param kept how many, 1 to {@link #samples}
   * @return 0 to 1
   * @throws IndexOutOfBoundsException if {@code kept} is out of range
   */
  public double risk(int kept) {
    return errors[kept - 1] / kept;
  }

  /**
   * Risk at a coverage.
   *
   * @param coverage the share to keep at least, 0 to 1; one sample is always kept
   * @return 0 to 1
   * @throws IllegalArgumentException if the coverage is out of range
   */
  public double riskAt(double coverage) {
    if (!(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage must be from 0 to 1, found " + coverage);
    }
    double kept = Math.ceil(coverage * samples() - 1e-9); // 0.55 * 100 is 55.000000000000007
    return risk((int) Math.max(1, kept));
  }

  /**
   * Area under the curve (AURC): the mean risk over all coverages {@code 1/n, 2/n ... 1} (Geifman,
   * Uziel and El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers", 2019).
   *
   * @return 0 to 1, the lower the better
   */
  public double area() {
    return IntStream.rangeClosed(1, samples()).mapToDouble(this::risk).average().orElse(0);
  }

  /**
   * {@return the least area that any score could have with these predictions, where all wrong ones
   * are left out first: 0 to {@link #area}}
   */
  public double leastArea() {
    double right = samples() - errors[samples() - 1];
    return IntStream.rangeClosed(1, samples())
        .mapToDouble(kept -> Math.max(0, kept - right) / kept)
        .average()
        .orElse(0);
  }

  /**
   * {@return the area less the smallest that these predictions allow (E-AURC, same source); 0 for a
   * perfect score}
   */
  public double excessArea() {
    return Math.max(0, area() - leastArea());
  }
}
