package recipe4j.uncertainty;

import java.util.Arrays;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Area under the receiver operating characteristic: the chance that a positive drawn at random
 * scores higher than a negative drawn at random, a tie counting half. That is {@code U / (n_pos
 * n_neg)} with the statistic of Mann and Whitney, 1947 (Hanley and McNeil, "The Meaning and Use of
 * the Area under a Receiver Operating Characteristic (ROC) Curve", 1982). 1 is a perfect order, 0.5
 * is chance.
 */
public final class Auroc {
  private Auroc() {}

  /**
   * Compares two sets of scores.
   *
   * @param negatives scores that should be low, at least one, none NaN
   * @param positives scores that should be high, at least one, none NaN
   * @return 0 to 1
   * @throws IllegalArgumentException if a set is empty or a score is NaN
   */
  public static double of(double[] negatives, double[] positives) {
    if (negatives.length == 0 || positives.length == 0) {
      throw new IllegalArgumentException(
          "an AUROC needs at least one positive and one negative, found %s and %s"
              .formatted(positives.length, negatives.length));
    }
    double[] all = Arrays.copyOf(positives, positives.length + negatives.length);
    System.arraycopy(negatives, 0, all, positives.length, negatives.length);
    for (double score : all) {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("scores must be numbers, found NaN");
      }
    }
    double[] ranks = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).rank(all);
    double n = positives.length;
    double sum = Arrays.stream(ranks, 0, positives.length).sum();
    double u = sum - n * (n + 1) / 2;
    return u / (n * negatives.length);
  }
}
