package recipe4j.uncertainty;

import java.util.List;

/**
 * Several predictions for the same samples, such as the passes of Monte-Carlo dropout (Gal and
 * Ghahramani, "Dropout as a Bayesian Approximation", 2016), and their mean.
 *
 * <p>The entropy of their mean is split in two (Houlsby et al., "Bayesian Active Learning for
 * Classification and Preference Learning", 2011): the mean of their entropies, which more training
 * would not take away, and the mutual information, by which they disagree.
 */
public final class PredictionEnsemble {
  private final int members;
  private final Probabilities mean;
  private final double[] expectedEntropy;

  private PredictionEnsemble(int members, Probabilities mean, double[] expectedEntropy) {
    this.members = members;
    this.mean = mean;
    this.expectedEntropy = expectedEntropy;
  }

  /**
   * Takes predictions together.
   *
   * @param members at least one, all of the same samples and classes
   * @return the ensemble
   * @throws IllegalArgumentException if there are none or their sizes differ
   */
  public static PredictionEnsemble of(List<Probabilities> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs at least one prediction, found 0");
    }
    int rows = members.get(0).rows();
    int classes = members.get(0).classes();
    double[] sums = new double[rows * classes];
    double[] entropies = new double[rows];
    for (Probabilities member : members) {
      if (member.rows() != rows || member.classes() != classes) {
        throw new IllegalArgumentException(
            "predictions of an ensemble must be for the same samples, found %s and %s"
                .formatted(members.get(0), member));
      }
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < classes; j++) {
          sums[i * classes + j] += member.get(i, j) / members.size();
        }
        entropies[i] += member.confidence(i).entropy() / members.size();
      }
    }
    return new PredictionEnsemble(
        members.size(), new Probabilities(new Matrix(sums, rows, classes)), entropies);
  }

  /** {@return how many predictions there are per sample, at least 1} */
  public int members() {
    return members;
  }

  /**
   * {@return the mean of the predictions, which is the prediction of the ensemble: one distribution
   * per sample}
   */
  public Probabilities mean() {
    return mean;
  }

  /**
   * Entropy of the mean: all of the uncertainty.
   *
   * @param row sample, 0-based
   * @return nats, 0 to ln(classes)
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public double predictiveEntropy(int row) {
    return mean.confidence(row).entropy();
  }

  /**
   * Mean of the members' entropies: the part of the uncertainty that each member has by itself.
   *
   * @param row sample, 0-based
   * @return nats, 0 to ln(classes)
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public double expectedEntropy(int row) {
    return expectedEntropy[row];
  }

  /**
   * Predictive less expected entropy: how much the members disagree; 0 if they are all the same.
   *
   * @param row sample, 0-based
   * @return nats, 0 to ln(classes)
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public double mutualInformation(int row) {
    return Math.max(0, predictiveEntropy(row) - expectedEntropy(row));
  }
}
