package recipe4j.regression;

import recipe4j.train.History;

/**
 * Entry point of assertions on loss curves. They throw plain {@link AssertionError}s, so that they
 * work in JUnit 5 and in any other test framework.
 *
 * <pre>{@code
 * import static recipe4j.regression.LossCurveAssertions.assertThatCurve;
 *
 * assertThatCurve(history).followsBand(band).doesNotDiverge(1.5).endsBelow(0.05);
 * assertThatCurve(history).on("val_accuracy").followsBand(band);
 * }</pre>
 */
public final class LossCurveAssertions {
  private LossCurveAssertions() {}

  /**
   * Assertions on a curve, at first on its loss.
   *
   * @param curve with a metric "loss", or another to be chosen by {@link LossCurveAssert#on}
   * @return the assertions
   */
  public static LossCurveAssert assertThatCurve(LossCurve curve) {
    return new LossCurveAssert(curve, "loss");
  }

  /**
   * Assertions on the curve of a training that has just ended, at first on its loss.
   *
   * @param history at least one epoch
   * @return the assertions
   * @throws IllegalStateException if no epoch has ended
   */
  public static LossCurveAssert assertThatCurve(History history) {
    return assertThatCurve(LossCurve.of(history));
  }
}
