package recipe4j.uncertainty.calibration;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/**
 * Each sample's part of negative log-likelihood, Brier score and expected calibration error,
 * computed once, so that a resample is only a sum. {@link CalibrationScores#of(List, Bootstrap)}
 * gives the intervals.
 */
public final class SampleScores {
  /** How many scores there are of a resample. */
  static final int METRICS = 3;

  /** Below it a probability has too few bits for its logarithm. */
  private static final double LEAST = 1e-300;

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

  /**
   * Of logits at a temperature.
   *
   * @param logits one row per sample
   * @param temperature above 0
   * @param labels the true class of each sample, 0-based
   * @return the scores
   * @throws IllegalArgumentException if the labels don't fit, or the temperature is negative or NaN
   */
  public static SampleScores of(Logits logits, double temperature, int[] labels) {
    Probabilities p = logits.atTemperature(temperature);
    return new SampleScores(
        p,
        labels,
        i -> {
          double truth = p.get(i, labels[i]);
          return truth > LEAST ? Math.log(truth) : logits.logProbability(i, labels[i], temperature);
        });
  }

  /**
   * Of probabilities.
   *
   * @param p one row per sample
   * @param labels the true class of each sample, 0-based
   * @return the scores
   * @throws IllegalArgumentException if the labels don't fit
   */
  public static SampleScores of(Probabilities p, int[] labels) {
    return new SampleScores(p, labels, i -> Math.log(p.get(i, labels[i])));
  }

  int count() {
    return losses.length;
  }

  /** Negative log-likelihood, Brier score and expected calibration error of a resample. */
  double[] of(Resample resample) {
    double loss = 0;
    double distance = 0;
    int[] counts = new int[ReliabilityDiagram.DEFAULT_BINS];
    int[] right = new int[counts.length];
    double[] sums = new double[counts.length];
    for (int k = 0; k < resample.distinct(); k++) {
      int row = resample.rows()[k];
      int times = resample.counts()[k];
      int bin = bins[row];
      loss += times * losses[row];
      distance += times * distances[row];
      counts[bin] += times;
      right[bin] += hits[row] ? times : 0;
      sums[bin] += times * confidences[row];
    }
    double error = 0; // as CalibrationError sums it up
    for (int b = 0; b < counts.length; b++) {
      double divisor = Math.max(1, counts[b]);
      error +=
          (double) counts[b] / resample.size() * Math.abs(right[b] / divisor - sums[b] / divisor);
    }
    return new double[] {loss / resample.size(), distance / resample.size(), error};
  }
}
