package recipe4j.uncertainty.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Probabilities;

/**
 * Sets of classes that hold the true one with a given probability: split conformal prediction (Vovk
 * et al. 2005; Lei et al. 2018) with an adaptive score after Romano, Sesia and Candès 2020,
 * "Classification with Valid and Adaptive Coverage": what a class leaves, the probability of the
 * classes less likely than itself. Instead of a random part, the likeliest class always has the
 * best score, 1, and so is always named: sets get no larger than they must, and two runs name the
 * same.
 *
 * <p>Of n held-out images, a set names every class whose score is the k-th largest of theirs or
 * more, {@code k = ceil((n + 1) coverage)}; then a further image from the same source is covered
 * with at least that probability, whatever the network is. Class by class (Mondrian) that holds for
 * the images of every class by themselves.
 *
 * <p>Of four images one is predicted right, the true classes of the others leave 0.2, 0.1 and 0.05.
 * A coverage of 0.6 takes the third largest of 1, 0.2, 0.1, 0.05, as k = ceil(5 0.6) = 3: a class
 * is named that leaves 0.1 or more.
 *
 * @param images how many held-out images
 * @param left for every one of {@link #LEVELS}, what a class must have left
 * @param leftByClass likewise for every class by itself
 */
public record ConformalSets(int images, List<Double> left, List<List<Double>> leftByClass) {
  /** Coverages that are kept: 0.50 to 0.99 in steps of 0.01, 0.995 and 0.999. */
  public static final List<Double> LEVELS =
      IntStream.rangeClosed(50, 101)
          .mapToObj(i -> i < 100 ? i / 100.0 : i == 100 ? 0.995 : 0.999)
          .toList();

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if one has not as many values as there are levels
   */
  public ConformalSets {
    left = List.copyOf(left);
    leftByClass = leftByClass.stream().map(List::copyOf).toList();
    if (left.size() != LEVELS.size()
        || leftByClass.stream().anyMatch(list -> list.size() != LEVELS.size())) {
      throw new IllegalArgumentException(
          "conformal sets need %s values for every list".formatted(LEVELS.size()));
    }
  }

  /**
   * Fits the thresholds.
   *
   * @param probabilities of images that the network was not trained on, at temperature 1
   * @param labels the true class of each, 0-based
   * @return the sets
   * @throws IllegalArgumentException if the labels don't fit the probabilities
   */
  public static ConformalSets fit(Probabilities probabilities, int... labels) {
    Labels.check(probabilities, labels);
    double[] scores =
        IntStream.range(0, labels.length)
            .mapToDouble(
                i ->
                    probabilities.argmax(i) == labels[i]
                        ? 1
                        : left(probabilities.row(i), labels[i]))
            .toArray();
    List<List<Double>> byClass = new ArrayList<>();
    for (int c = 0; c < probabilities.classes(); c++) {
      int label = c;
      byClass.add(
          thresholds(
              IntStream.range(0, labels.length)
                  .filter(i -> labels[i] == label)
                  .mapToDouble(i -> scores[i])
                  .toArray()));
    }
    return new ConformalSets(labels.length, thresholds(scores), byClass);
  }

  private static List<Double> thresholds(double... scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    // too few images for a level: every class has 0 or more left
    return LEVELS.stream()
        .map(level -> (int) Math.ceil((n + 1) * level - 1e-9))
        .map(k -> k > n ? 0.0 : sorted[n - k])
        .toList();
  }

  /** What a class leaves: the probability of the classes less likely than itself. */
  private static double left(double[] p, int label) {
    double sum = 0;
    for (double other : p) {
      sum += other < p[label] ? other : 0;
    }
    return sum;
  }

  /**
   * The classes that may be the true one.
   *
   * @param probabilities of any images, at temperature 1
   * @param row 0-based
   * @param coverage above 0 and up to 0.999; one between two levels counts as the higher
   * @param byClass whether it is to hold for every class by itself
   * @return classes, the likeliest first; at least one
   * @throws IllegalArgumentException if the coverage is out of range, or the classes are others
   */
  public List<Integer> of(Probabilities probabilities, int row, double coverage, boolean byClass) {
    if (probabilities.classes() != leftByClass.size()) {
      throw new IllegalArgumentException(
          "conformal sets were fitted for %s classes, found %s"
              .formatted(leftByClass.size(), probabilities.classes()));
    }
    int level = level(coverage);
    double[] p = probabilities.row(row);
    List<Integer> classes = new ArrayList<>(List.of(probabilities.argmax(row)));
    IntStream.range(0, p.length)
        .filter(c -> c != classes.get(0))
        .filter(c -> left(p, c) >= (byClass ? leftByClass.get(c) : this.left).get(level))
        .boxed()
        .sorted((a, b) -> Double.compare(p[b], p[a]))
        .forEach(classes::add);
    return classes;
  }

  private static int level(double coverage) {
    for (int i = 0; i < LEVELS.size(); i++) {
      if (coverage > 0 && coverage <= LEVELS.get(i) + 1e-12) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT, "coverage must be above 0 and at most 0.999, found %s", coverage));
  }
}
