package recipe4j.uncertainty.decision;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;
import recipe4j.uncertainty.Logits;

/**
 * Answers where the prediction is sure enough, and abstains elsewhere, so that among the answers at
 * most a given share is wrong, with a given confidence.
 *
 * <p>Among the m surest of the held-out images the number of wrong ones is binomial with the risk
 * beyond the threshold between the m-th and the next; that the risk is too large is rejected where
 * {@code P(Bin(m, risk) <= wrong)} is small (Clopper and Pearson 1934, one-sided). So as to be
 * right for the choice of m too, it is tested from the surest on, with more and more images, up to
 * the first that is not rejected (fixed-sequence testing: Bauer 1991; Angelopoulos et al. 2021,
 * "Learn then Test"). There are three starts, lest one wrong image among the surest ends it all:
 * the least m that no wrong one suffices for, twice and four times as many, each at a third of the
 * error probability. It holds where surer predictions are not wrong more often.
 *
 * <p>For a risk of 1% and a confidence of 95%, 408 images without a wrong one suffice: 0.99^408 =
 * 0.0166, below 0.05 / 3.
 *
 * @param odds logarithm of the odds against the prediction, below which it is given
 * @param answered how many of the held-out images are answered
 * @param wrong how many of these are wrong
 * @param images how many held-out images there are
 */
public record Abstention(double odds, int answered, int wrong, int images) {
  /** The usual confidence. */
  public static final double CONFIDENCE = 0.95;

  private static final int STARTS = 3;

  /**
   * The threshold that answers most.
   *
   * @param steps of held-out images
   * @param risk largest share of wrong answers, above 0 and below 1
   * @param confidence that the risk holds, above 0 and below 1
   * @return empty if the held-out images show it for no threshold
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Optional<Abstention> of(AnswerSteps steps, double risk, double confidence) {
    if (!(risk > 0 && risk < 1) || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "risk and confidence must be above 0 and below 1, found %s and %s"
              .formatted(risk, confidence));
    }
    long least = least(risk, confidence);
    int images = steps.kept().get(steps.kept().size() - 1);
    Optional<Abstention> best = Optional.empty();
    boolean going = false;
    int before = 0;
    for (int i = 0; i < steps.kept().size(); i++) {
      int kept = steps.kept().get(i);
      int wrong = steps.wrong().get(i);
      for (long start = least, n = 0; n < STARTS; start *= 2, n++) {
        going |= before < start && start <= kept;
      }
      before = kept;
      going &=
          new BinomialDistribution(null, kept, risk).cumulativeProbability(wrong)
              <= (1 - confidence) / STARTS;
      if (going) {
        best = Optional.of(new Abstention(steps.odds().get(i), kept, wrong, images));
      }
    }
    return best;
  }

  /**
   * How many images without a wrong one show a risk.
   *
   * @param risk above 0 and below 1
   * @param confidence above 0 and below 1
   * @return the least number of held-out images that any threshold needs
   */
  public static int least(double risk, double confidence) {
    return (int) Math.ceil(Math.log((1 - confidence) / STARTS) / Math.log1p(-risk));
  }

  /**
   * {@return whether the prediction of a row is given}
   *
   * @param logits of any images
   * @param row 0-based
   */
  public boolean answers(Logits logits, int row) {
    return AnswerSteps.odds(logits, row) < odds;
  }

  /** {@return the probability at temperature 1 above which a prediction is given, 0 to 1} */
  public double probability() {
    return 1 / (1 + Math.exp(odds));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "answers where p > %.6g: of %,d held-out images %.1f%%, %d of them wrong",
        probability(),
        images,
        100.0 * answered / images,
        wrong);
  }
}
