package recipe4j.uncertainty;

import java.util.Arrays;

/**
 * How well scores tell positives (images that are strange) from negatives (usual ones), beside the
 * {@link Auroc}.
 */
public final class Detection {
  private Detection() {}

  /**
   * Area under the curve of precision against recall, as average precision: the sum over all
   * thresholds, from the highest, of what recall gains times the precision there (Davis and
   * Goadrich, "The Relationship between Precision-Recall and ROC Curves", 2006, advise against
   * joining the points by lines). Chance gives the share of positives.
   *
   * @param negatives scores that should be low, at least one, none NaN
   * @param positives scores that should be high, at least one, none NaN
   * @return above 0 to 1
   * @throws IllegalArgumentException if a set is empty or a score is NaN
   */
  public static double averagePrecision(double[] negatives, double[] positives) {
    double[] low = sorted(negatives);
    double[] high = sorted(positives);
    double sum = 0;
    int below = low.length; // negatives under the threshold
    for (int i = high.length; i > 0; ) {
      double threshold = high[i - 1];
      int start = i;
      while (i > 0 && high[i - 1] == threshold) {
        i--;
      }
      while (below > 0 && low[below - 1] >= threshold) {
        below--;
      }
      double found = high.length - i;
      sum += (start - i) * found / (found + low.length - below);
    }
    return sum / high.length;
  }

  /**
   * Share of the negatives that score as high as the threshold that finds a share of the positives,
   * such as the FPR at 95% TPR of Hendrycks and Gimpel, 2017, and Liu et al., 2020.
   *
   * @param negatives scores that should be low, at least one, none NaN
   * @param positives scores that should be high, at least one, none NaN
   * @param found share of the positives, above 0 to 1
   * @return 0 to 1
   * @throws IllegalArgumentException if a set is empty, a score is NaN or the share out of range
   */
  public static double falsePositiveRate(double[] negatives, double[] positives, double found) {
    if (!(found > 0 && found <= 1)) {
      throw new IllegalArgumentException(
          "a share of positives must be above 0 to 1, found " + found);
    }
    double[] low = sorted(negatives);
    double[] high = sorted(positives);
    // against rounding: 95% of 20 are 19
    int wanted = (int) Math.ceil(found * high.length - 1e-9);
    double threshold = high[high.length - wanted];
    int below = 0;
    while (below < low.length && low[below] < threshold) {
      below++;
    }
    return (double) (low.length - below) / low.length;
  }

  private static double[] sorted(double[] scores) {
    if (scores.length == 0 || Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "detection needs positives and negatives, numbers all, found %s"
              .formatted(scores.length == 0 ? "none" : "NaN"));
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
