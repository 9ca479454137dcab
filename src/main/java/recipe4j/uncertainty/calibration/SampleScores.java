package recipe4j.uncertainty.calibration;

import java.util.function.IntToDoubleFunction;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/** Each sample's part of the scores, computed once, so that a resample is only a sum. */
final class SampleScores {
  private final double[] losses;
  private final double[] distances;
  private final double[] confidences;
  private final boolean[] hits;

  private SampleScores(Probabilities p, int[] labels, IntToDoubleFunction loss) {
    hits = Labels.hits(p, labels);
    losses = new double[labels.length];
    distances = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      losses[i] = Math.abs(loss.applyAsDouble(i)); // no -0.0
      distances[i] = BrierScore.of(p.row(i), labels[i]);
    }
    confidences = ReliabilityDiagram.topProbabilities(p);
  }

  static SampleScores of(Logits logits, double temperature, int[] labels) {
    return new SampleScores(
        logits.atTemperature(temperature),
        labels,
        i -> logits.logProbability(i, labels[i], temperature));
  }

  static SampleScores of(Probabilities p, int[] labels) {
    return new SampleScores(p, labels, i -> Math.log(p.get(i, labels[i])));
  }

  int count() {
    return losses.length;
  }

  /** Negative log-likelihood of some samples. */
  double meanLoss(int[] rows) {
    return mean(losses, rows);
  }

  /** Brier score of some samples. */
  double meanDistance(int[] rows) {
    return mean(distances, rows);
  }

  /** Expected calibration error of some samples. */
  double expectedError(int[] rows) {
    double[] drawn = new double[rows.length];
    boolean[] right = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      drawn[i] = confidences[rows[i]];
      right[i] = hits[rows[i]];
    }
    return CalibrationError.of(
            ReliabilityDiagram.equalWidth(drawn, right, ReliabilityDiagram.DEFAULT_BINS))
        .expected();
  }

  private static double mean(double[] values, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += values[row];
    }
    return sum / rows.length;
  }
}
