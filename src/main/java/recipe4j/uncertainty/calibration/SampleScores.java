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

  /** Which of the diagram's bins each sample lies in. */
  private final int[] bins;

  private SampleScores(Probabilities p, int[] labels, IntToDoubleFunction loss) {
    hits = Labels.hits(p, labels);
    losses = new double[labels.length];
    distances = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      losses[i] = Math.abs(loss.applyAsDouble(i)); // no -0.0
      distances[i] = BrierScore.of(p.row(i), labels[i]);
    }
    confidences = ReliabilityDiagram.topProbabilities(p);
    bins = ReliabilityDiagram.equalBins(confidences);
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

  /** Expected calibration error of some samples, as {@link CalibrationError} sums it up. */
  double expectedError(int[] rows) {
    int[] counts = new int[ReliabilityDiagram.DEFAULT_BINS];
    double[] right = new double[counts.length];
    double[] sums = new double[counts.length];
    for (int row : rows) {
      int bin = bins[row];
      counts[bin]++;
      right[bin] += hits[row] ? 1 : 0;
      sums[bin] += confidences[row];
    }
    double error = 0;
    for (int b = 0; b < counts.length; b++) {
      int divisor = Math.max(1, counts[b]);
      error += (double) counts[b] / rows.length * Math.abs(right[b] / divisor - sums[b] / divisor);
    }
    return error;
  }

  private static double mean(double[] values, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += values[row];
    }
    return sum / rows.length;
  }
}
