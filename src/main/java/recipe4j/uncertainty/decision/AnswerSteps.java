package recipe4j.uncertainty.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import recipe4j.uncertainty.Labels;
import recipe4j.uncertainty.Logits;

/**
 * How many predictions are wrong among the surest ones of held-out images, in up to 400 steps. From
 * it {@link Abstention#of} finds a threshold for any risk.
 *
 * <p>Sureness is {@code ln((1 - p) / p)} of the highest probability p at temperature 1, the
 * logarithm of the odds against it, which tells predictions apart whose p a double rounds to 1.
 *
 * @param kept how many of the surest images, rising
 * @param wrong how many of those are wrong
 * @param odds every kept image has odds below this, no other has; infinite where all are kept
 */
public record AnswerSteps(List<Integer> kept, List<Integer> wrong, List<Double> odds) {
  private static final int STEPS = 400;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they are empty or differ in length
   */
  public AnswerSteps {
    kept = List.copyOf(kept);
    wrong = List.copyOf(wrong);
    odds = List.copyOf(odds);
    if (kept.isEmpty() || kept.size() != wrong.size() || kept.size() != odds.size()) {
      throw new IllegalArgumentException(
          "steps need as many numbers kept, wrong and odds, at least one, found %s, %s and %s"
              .formatted(kept.size(), wrong.size(), odds.size()));
    }
  }

  /**
   * Counts.
   *
   * @param logits of images that the network was not trained on
   * @param labels the true class of each, 0-based
   * @return the steps
   * @throws IllegalArgumentException if the labels don't fit the logits
   */
  public static AnswerSteps fit(Logits logits, int... labels) {
    boolean[] hits = Labels.hits(logits, labels);
    double[] against = IntStream.range(0, hits.length).mapToDouble(i -> odds(logits, i)).toArray();
    int[] order =
        IntStream.range(0, hits.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> against[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Integer> kept = new ArrayList<>();
    List<Integer> wrong = new ArrayList<>();
    List<Double> odds = new ArrayList<>();
    int errors = 0;
    for (int i = 0; i < order.length; i++) {
      errors += hits[order[i]] ? 0 : 1;
      boolean last = i == order.length - 1;
      // the numbers must not depend on the labels
      boolean step = (long) (i + 1) * STEPS / order.length > (long) i * STEPS / order.length;
      if (last || (step && against[order[i]] < against[order[i + 1]])) {
        kept.add(i + 1);
        wrong.add(errors);
        odds.add(last ? Double.POSITIVE_INFINITY : against[order[i + 1]]);
      }
    }
    return new AnswerSteps(kept, wrong, odds);
  }

  /** Logarithm of the odds against the likeliest class of a row. */
  static double odds(Logits logits, int row) {
    double[] z = logits.row(row);
    int top = logits.argmax(row);
    double sum = 0;
    for (int c = 0; c < z.length; c++) {
      sum += c == top ? 0 : Math.exp(z[c] - z[top]);
    }
    return Math.log(sum);
  }
}
