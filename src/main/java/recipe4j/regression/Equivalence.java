package recipe4j.regression;

import java.util.Locale;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Two one-sided t-tests: whether two means lie closer together than a margin (Schuirmann 1987, "A
 * comparison of the two one-sided tests procedure and the power approach for assessing the
 * equivalence of average bioavailability"), with variances that may differ (Welch 1947,
 * Satterthwaite 1946).
 *
 * <p>Equal means don't make the test pass: few or scattered runs fail it, since they show nothing.
 *
 * <pre>{@code
 * Equivalence result = Equivalence.test(Spread.of(theirs), Spread.of(ours), 0.01, 0.05);
 * assertTrue(result.equivalent(), result.toString());
 * }</pre>
 *
 * @param reference runs of the one side
 * @param candidate runs of the other
 * @param margin largest difference of the means that counts as none, above 0
 * @param alpha level of each test, above 0 and below 0.5
 * @param lowerP p of the test against "the candidate lies lower by the margin or more"
 * @param upperP p of the test against "the candidate lies higher by the margin or more"
 */
public record Equivalence(
    Spread reference, Spread candidate, double margin, double alpha, double lowerP, double upperP) {
  /** The usual level. */
  public static final double ALPHA = 0.05;

  private static final int NODES = 100;

  /**
   * Tests.
   *
   * @param reference runs of the one side
   * @param candidate runs of the other
   * @param margin in the unit of the values, above 0
   * @param alpha level, above 0 and below 0.5
   * @return the two p values
   * @throws IllegalArgumentException if the margin or the level is out of range
   */
  public static Equivalence test(Spread reference, Spread candidate, double margin, double alpha) {
    if (!(margin > 0 && Double.isFinite(margin))) {
      throw new IllegalArgumentException("margin must be above 0 and finite, found " + margin);
    }
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("alpha must be above 0 and below 0.5, found " + alpha);
    }
    double difference = candidate.mean() - reference.mean();
    double error = standardError(reference, candidate);
    if (error == 0) { // no run differs from another: the means are known
      return new Equivalence(
          reference,
          candidate,
          margin,
          alpha,
          difference > -margin ? 0 : 1,
          difference < margin ? 0 : 1);
    }
    TDistribution t = new TDistribution(null, degreesOfFreedom(reference, candidate));
    return new Equivalence(
        reference,
        candidate,
        margin,
        alpha,
        t.cumulativeProbability(-(difference + margin) / error),
        t.cumulativeProbability((difference - margin) / error));
  }

  /** {@return candidate minus reference: the difference of the means} */
  public double difference() {
    return candidate.mean() - reference.mean();
  }

  /** {@return the p value of both tests together, the larger of the two} */
  public double p() {
    return Math.max(lowerP, upperP);
  }

  /** {@return whether both tests pass: p is below alpha} */
  public boolean equivalent() {
    return p() < alpha;
  }

  /**
   * Probability that such runs pass if the true means are equal and the true variances are those
   * found (Phillips 1990, "Power of the two one-sided tests procedure in bioequivalence"): the
   * normal probability of a difference that passes, integrated over the distribution of the
   * standard error, which is taken for that of Student's t with Welch's degrees of freedom.
   *
   * @return 0 to 1
   */
  public double power() {
    double error = standardError(reference, candidate);
    if (error == 0) {
      return 1;
    }
    double freedom = degreesOfFreedom(reference, candidate);
    double critical = new TDistribution(null, freedom).inverseCumulativeProbability(1 - alpha);
    double wide = margin / error;
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(null, freedom);
    // u: standard error of a repetition in units of the true one; beyond the end none passes
    double end = Math.min(wide / critical, 1 + 10 / Math.sqrt(2 * freedom));
    double power =
        new GaussIntegratorFactory()
            .legendre(NODES, 0, end)
            .integrate(
                u -> {
                  double passes = 2 * normal.cumulativeProbability(wide - critical * u) - 1;
                  return passes * 2 * freedom * u * chiSquared.density(freedom * u * u);
                });
    return Math.min(1, Math.max(0, power));
  }

  private static double standardError(Spread a, Spread b) {
    return Math.sqrt(squaredError(a) + squaredError(b));
  }

  private static double squaredError(Spread spread) {
    return spread.standardDeviation() * spread.standardDeviation() / spread.runs();
  }

  /** Of Welch and Satterthwaite. */
  private static double degreesOfFreedom(Spread a, Spread b) {
    double sum = squaredError(a) + squaredError(b);
    double shareOfA = squaredError(a) / sum; // divided first, lest tiny squares vanish
    double shareOfB = squaredError(b) / sum;
    return 1 / (shareOfA * shareOfA / (a.runs() - 1) + shareOfB * shareOfB / (b.runs() - 1));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.5g ± %.2g (%d runs) against %.5g ± %.2g (%d runs): difference %.2g, margin %.2g, p %.2g",
        candidate.mean(),
        candidate.standardDeviation(),
        candidate.runs(),
        reference.mean(),
        reference.standardDeviation(),
        reference.runs(),
        difference(),
        margin,
        p());
  }
}
