package recipe4j.uncertainty.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Probabilities;

/**
 * Accuracy against confidence, in bins: the data of a reliability diagram (DeGroot and Fienberg,
 * "The Comparison and Evaluation of Forecasters", 1983; Guo et al., "On Calibration of Modern
 * Neural Networks", 2017). The confidence of a sample is its top probability, and it is right if
 * that class is the true one.
 *
 * @param bins from low to high confidence, each beginning where the one before ends
 * @param samples number of samples in all bins
 */
public record ReliabilityDiagram(List<ConfidenceBin> bins, int samples) {
  /** The usual number of bins (Guo et al., 2017). */
  public static final int DEFAULT_BINS = 15;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the counts of the bins don't add up to the samples
   */
  public ReliabilityDiagram {
    bins = List.copyOf(bins);
    int counted = bins.stream().mapToInt(ConfidenceBin::count).sum();
    if (counted != samples) {
      throw new IllegalArgumentException(
          "bins must hold all %s samples, found %s".formatted(samples, counted));
    }
  }

  /**
   * Bins of equal width from 0 to 1, of which some may be empty. Confidence exactly 1 falls into
   * the last one, confidence 0 into the first.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @param bins at least 1
   * @return the diagram, of exactly that many bins
   * @throws IllegalArgumentException if the labels don't fit or there are no bins
   */
  public static ReliabilityDiagram equalWidth(Probabilities probabilities, int[] labels, int bins) {
    return equalWidth(topProbabilities(probabilities), Labels.hits(probabilities, labels), bins);
  }

  /**
   * Bins that hold equally many samples, as far as ties allow (Nguyen and O'Connor, "Posterior
   * calibration and exploratory analysis for natural language processing models", 2015): samples of
   * the same confidence stay together, so the result does not depend on their order, and there may
   * be fewer bins than asked for. None is empty.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @param bins at least 1
   * @return the diagram, of at most that many bins
   * @throws IllegalArgumentException if the labels don't fit or there are no bins
   */
  public static ReliabilityDiagram equalMass(Probabilities probabilities, int[] labels, int bins) {
    double[] confidences = topProbabilities(probabilities);
    return of(confidences, Labels.hits(probabilities, labels), quantiles(confidences, bins));
  }

  /**
   * Bins of equal width for one class against the rest: the confidence is that class's probability,
   * and it is right if that class is the true one. Every sample counts, whatever is predicted.
   *
   * @param probabilities one row per sample
   * @param labels the true class of each sample, 0-based
   * @param label the class, 0-based
   * @param bins at least 1
   * @return the diagram, of exactly that many bins
   * @throws IllegalArgumentException if the labels don't fit or there are no bins
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public static ReliabilityDiagram ofClass(
      Probabilities probabilities, int[] labels, int label, int bins) {
    Labels.check(probabilities, labels);
    int samples = labels.length;
    double[] confidences =
        IntStream.range(0, samples).mapToDouble(i -> probabilities.get(i, label)).toArray();
    boolean[] hits = new boolean[samples];
    for (int i = 0; i < samples; i++) {
      hits[i] = labels[i] == label;
    }
    return of(confidences, hits, equalEdges(bins));
  }

  /**
   * Bins of equal width from what is left of each sample: its confidence, and whether it is right.
   */
  static ReliabilityDiagram equalWidth(double[] confidences, boolean[] hits, int bins) {
    return of(confidences, hits, equalEdges(bins));
  }

  private static ReliabilityDiagram of(double[] confidences, boolean[] hits, double[] edges) {
    int[] counts = new int[edges.length - 1];
    double[] right = new double[counts.length];
    double[] sums = new double[counts.length];
    for (int i = 0; i < hits.length; i++) {
      int bin = binOf(confidences[i], edges);
      counts[bin]++;
      right[bin] += hits[i] ? 1 : 0;
      sums[bin] += confidences[i];
    }
    List<ConfidenceBin> bins = new ArrayList<>();
    for (int b = 0; b < counts.length; b++) {
      int divisor = Math.max(1, counts[b]);
      bins.add(
          new ConfidenceBin(
              edges[b], edges[b + 1], counts[b], right[b] / divisor, sums[b] / divisor));
    }
    return new ReliabilityDiagram(bins, hits.length);
  }

  /** Of the default number of bins of equal width, the one of each confidence. */
  static int[] equalBins(double... confidences) {
    double[] edges = equalEdges(DEFAULT_BINS);
    return Arrays.stream(confidences).mapToInt(confidence -> binOf(confidence, edges)).toArray();
  }

  /** The bin whose (lower, upper] holds the confidence. */
  private static int binOf(double confidence, double[] edges) {
    int found = Arrays.binarySearch(edges, confidence);
    int firstNotBelow = found >= 0 ? found : -found - 1;
    return Math.min(Math.max(firstNotBelow - 1, 0), edges.length - 2);
  }

  private static double[] equalEdges(int bins) {
    checkBins(bins);
    return IntStream.rangeClosed(0, bins).mapToDouble(i -> (double) i / bins).toArray();
  }

  /** 0, then the confidences below or at which 1/bins, 2/bins ... of all samples lie. */
  private static double[] quantiles(double[] confidences, int bins) {
    checkBins(bins);
    double[] sorted = confidences.clone();
    Arrays.sort(sorted);
    long samples = sorted.length;
    IntStream last =
        IntStream.rangeClosed(1, bins).map(i -> (int) ((samples * i + bins - 1) / bins - 1));
    double[] uppers = last.mapToDouble(i -> sorted[i]).distinct().toArray();
    double[] edges = new double[uppers.length + 1];
    System.arraycopy(uppers, 0, edges, 1, uppers.length);
    return edges;
  }

  private static void checkBins(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be at least 1, found " + bins);
    }
  }

  static double[] topProbabilities(Probabilities probabilities) {
    return IntStream.range(0, probabilities.rows())
        .mapToDouble(i -> probabilities.get(i, probabilities.argmax(i)))
        .toArray();
  }
}
