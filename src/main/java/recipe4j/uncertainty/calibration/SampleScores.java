package recipe4j.uncertainty.calibration;

import java.util.Arrays;
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

  /** The samples by the diagram's bins, so that a bin is summed up in registers. */
  private final int[] order;

  /** Where each bin begins in {@link #order}, and where the last one ends. */
  private final int[] starts;

  /** Of each sample, in that order; 0 where the loss is infinite. */
  private final double[] losses;

  private final double[] distances;
  private final double[] confidences;
  private final int[] hits;

  /** The samples whose loss is infinite. */
  private final int[] infinite;

  /** The three scores of all samples, summed up in their own order. */
  private final double[] all;

  private SampleScores(Probabilities p, int[] labels, IntToDoubleFunction loss) {
    boolean[] right = Labels.hits(p, labels);
    double[] confidence = ReliabilityDiagram.topProbabilities(p);
    int[] bins = ReliabilityDiagram.equalBins(confidence);
    int count = labels.length;
    starts = new int[ReliabilityDiagram.DEFAULT_BINS + 1];
    for (int bin : bins) {
      starts[bin + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    order = new int[count];
    losses = new double[count];
    distances = new double[count];
    confidences = new double[count];
    hits = new int[count];
    int[] without = new int[count];
    int endless = 0;
    double lossSum = 0;
    double distanceSum = 0;
    for (int i = 0; i < count; i++) {
      int place = next[bins[i]]++;
      double one = Math.abs(loss.applyAsDouble(i)); // no -0.0
      order[place] = i;
      losses[place] = Double.isInfinite(one) ? 0 : one;
      distances[place] = BrierScore.of(p.row(i), labels[i]);
      confidences[place] = confidence[i];
      hits[place] = right[i] ? 1 : 0;
      lossSum += one;
      distanceSum += distances[place];
      without[endless] = i;
      endless += Double.isInfinite(one) ? 1 : 0;
    }
    infinite = Arrays.copyOf(without, endless);
    int[] once = new int[count];
    Arrays.fill(once, 1);
    all = of(once);
    all[0] = lossSum / count;
    all[1] = distanceSum / count;
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
    return order.length;
  }

  /** Negative log-likelihood, Brier score and expected calibration error of all samples. */
  double[] ofAll() {
    return all.clone();
  }

  /**
   * The same of a resample.
   *
   * @param times how often each sample is in it; as many in all as there are samples
   */
  double[] of(int[] times) {
    double loss = 0;
    double distance = 0;
    double error = 0; // as CalibrationError sums it up
    for (int b = 0; b + 1 < starts.length; b++) {
      int count = 0;
      int right = 0;
      double sum = 0;
      for (int k = starts[b]; k < starts[b + 1]; k++) {
        int n = times[order[k]];
        loss += n * losses[k];
        distance += n * distances[k];
        sum += n * confidences[k];
        right += n * hits[k];
        count += n;
      }
      double divisor = Math.max(1, count);
      error += (double) count / order.length * Math.abs(right / divisor - sum / divisor);
    }
    for (int row : infinite) {
      loss = times[row] > 0 ? Double.POSITIVE_INFINITY : loss;
    }
    return new double[] {loss / order.length, distance / order.length, error};
  }
}
