package recipe4j.uncertainty;

import java.util.Arrays;

/**
 * Scores of images that a model has not learned from, as quantiles: they tell which share of such
 * images scores at least as high as another.
 *
 * @param shares parts of the held-out images, ascending, above 0 to 1
 * @param scores which that part reaches or exceeds, descending, one per share
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeldOutScores(double[] shares, double[] scores) {
  /** Each quantile's share is that many times the one before. */
  private static final double STEP = 1.1;

  /** Checks that there is a score per share, in order. */
  public HeldOutScores {
    boolean ordered = shares.length > 0 && shares.length == scores.length;
    for (int i = 0; ordered && i < shares.length; i++) {
      ordered =
          shares[i] > (i == 0 ? 0 : shares[i - 1])
              && shares[i] <= 1
              && (i == 0 || scores[i] <= scores[i - 1])
              && Double.isFinite(scores[i]);
    }
    if (!ordered) {
      throw new IllegalArgumentException(
          "quantiles must be ascending shares, above 0 to 1, with descending scores, found "
              + "%s and %s".formatted(Arrays.toString(shares), Arrays.toString(scores)));
    }
  }

  /**
   * Keeps the quantiles of scores, closely where scores are high.
   *
   * @param scores finite, at least one, in any order
   * @return their quantiles: the k-th highest of n for the share k/n
   */
  public static HeldOutScores of(double[] scores) {
    double[] ascending = scores.clone();
    Arrays.sort(ascending);
    int n = ascending.length;
    int[] ranks = new int[n];
    int count = 0;
    for (int k = 1; k < n; k = Math.max(k + 1, (int) (k * STEP))) {
      ranks[count++] = k;
    }
    ranks[count++] = n;
    double[] shares = new double[count];
    double[] kept = new double[count];
    for (int i = 0; i < count; i++) {
      shares[i] = (double) ranks[i] / n;
      kept[i] = ascending[n - ranks[i]];
    }
    return new HeldOutScores(shares, kept);
  }

  /**
   * The share of held-out images that score at least as high.
   *
   * @param score any number
   * @return 0 to 1: linear between quantiles, 0 above the highest score
   */
  public double share(double score) {
    int i = 0;
    while (i < scores.length && scores[i] >= score) {
      i++;
    }
    if (i == 0 || i == scores.length) {
      return i == 0 ? 0 : 1;
    }
    double part = (scores[i - 1] - score) / (scores[i - 1] - scores[i]);
    return shares[i - 1] + part * (shares[i] - shares[i - 1]);
  }

  /**
   * The score that a share of the held-out images reaches.
   *
   * @param share above 0 to 1
   * @return the score of the smallest quantile at or above that share
   */
  public double threshold(double share) {
    int i = 0;
    while (i < shares.length - 1 && shares[i] < share) {
      i++;
    }
    return scores[i];
  }
}
