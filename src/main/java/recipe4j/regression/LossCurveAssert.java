package recipe4j.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Assertions on one metric of a loss curve; see {@link LossCurveAssertions}. Every method returns
 * this object, or throws an {@link AssertionError} that names the first epoch at fault, what was
 * expected there and what was found, with the further epochs at fault and a small plot.
 *
 * <p>Epochs in messages are counted from 0. NaN and infinity fail every assertion.
 */
public final class LossCurveAssert {
  private final LossCurve curve;
  private final String metric;

  LossCurveAssert(LossCurve curve, String metric) {
    this.curve = curve;
    this.metric = metric;
  }

  /**
   * Assertions on another metric of the same curve.
   *
   * @param otherMetric such as val_loss
   * @return assertions on it
   */
  public LossCurveAssert on(String otherMetric) {
    return new LossCurveAssert(curve, otherMetric);
  }

  /**
   * Every epoch lies in the band, whose limits a run that differs by its seed alone leaves in at
   * most 1% of cases, all epochs and metrics of the band together; see {@link BandLimits}. A curve
   * that ends before its band or goes beyond it fails; see {@link LossCurveBand#first} and {@link
   * LossCurve#first}.
   *
   * @param band with all epochs of the curve
   * @return this
   * @throws IllegalArgumentException if the band or the curve lacks the metric, or they have no
   *     epoch in common
   */
  public LossCurveAssert followsBand(LossCurveBand band) {
    return followsBand(BandLimits.ofRate(band, BandLimits.DEFAULT_RATE));
  }

  /**
   * Every epoch lies in the band. A curve that ends before its band or goes beyond it fails; see
   * {@link LossCurveBand#first} and {@link LossCurve#first}.
   *
   * @param band with all epochs of the curve
   * @param width half the width of the band, in standard deviations, above 0
   * @return this
   * @throws IllegalArgumentException if the band or the curve lacks the metric, they have no epoch
   *     in common, or the width is not above 0
   */
  public LossCurveAssert followsBand(LossCurveBand band, double width) {
    return followsBand(BandLimits.ofWidth(band, width));
  }

  /**
   * Every epoch lies within limits. A curve that ends before its band or goes beyond it fails; see
   * {@link LossCurveBand#first} and {@link LossCurve#first}.
   *
   * @param limits of a band with all epochs of the curve
   * @return this
   * @throws IllegalArgumentException if the band or the curve lacks the metric, or they have no
   *     epoch in common
   */
  public LossCurveAssert followsBand(BandLimits limits) {
    BandCheck check = new BandCheck(limits, curve, metric);
    check
        .otherEpochs()
        .ifPresent(
            what -> {
              throw new AssertionError(
                  "%s; take band.first(n) for a run that is meant to be shorter, LossCurve.first(n) for a longer one%n%s"
                      .formatted(what, check.plot()));
            });
    if (!check.outside().isEmpty()) {
      throw failure(check.outside(), check.expected(check.outside().get(0)), check.plot());
    }
    return this;
  }

  /**
   * The last epoch lies below a limit.
   *
   * @param limit in the metric's unit
   * @return this
   * @throws IllegalArgumentException if the curve lacks the metric
   */
  public LossCurveAssert endsBelow(double limit) {
    double[] values = curve.values(metric);
    if (!(values[values.length - 1] < limit)) {
      throw failure(List.of(values.length - 1), "below " + limit, plot());
    }
    return this;
  }

  /**
   * The curve falls: no epoch lies above the lowest one before it by more than a tolerance, and the
   * last lies below the first.
   *
   * @param tolerance relative, at least 0: 0.02 allows 2% above the lowest value so far
   * @return this
   * @throws IllegalArgumentException if the curve lacks the metric or the tolerance is negative
   */
  public LossCurveAssert fallsMonotonically(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must be at least 0, found " + tolerance);
    }
    double[] values = curve.values(metric);
    staysBelow(1 + tolerance, "of the lowest before, the tolerance included");
    int last = values.length - 1;
    if (last > 0 && !(values[last] < values[0])) {
      throw failure(List.of(last), "below the first epoch's " + values[0], plot());
    }
    return this;
  }

  /**
   * Every value is finite and none rises above a multiple of the lowest one before it.
   *
   * @param factor at least 1; 1.5 allows one and a half times the lowest value so far
   * @return this
   * @throws IllegalArgumentException if the curve lacks the metric or the factor is below 1
   */
  public LossCurveAssert doesNotDiverge(double factor) {
    if (!(factor >= 1)) {
      throw new IllegalArgumentException("factor must be at least 1, found " + factor);
    }
    staysBelow(factor, "of the lowest before");
    return this;
  }

  private void staysBelow(double factor, String what) {
    double[] values = curve.values(metric);
    List<Integer> faults = new ArrayList<>();
    String expected = "";
    double lowest = Double.POSITIVE_INFINITY;
    for (int e = 0; e < values.length; e++) {
      boolean finite = Double.isFinite(values[e]);
      if (!finite || values[e] > factor * lowest) {
        if (faults.isEmpty()) {
          expected =
              finite
                  ? String.format(
                      Locale.ROOT,
                      "at most %.5g (%s × %.5g, %s)",
                      factor * lowest,
                      factor,
                      lowest,
                      what)
                  : "a finite value";
        }
        faults.add(e);
      }
      lowest = finite ? Math.min(lowest, values[e]) : lowest;
    }
    if (!faults.isEmpty()) {
      throw failure(faults, expected, plot());
    }
  }

  private AssertionError failure(List<Integer> faults, String expected, String plot) {
    int first = faults.get(0);
    StringBuilder message = new StringBuilder();
    message.append(
        String.format(
            Locale.ROOT,
            "%s of epoch %d (counted from 0): expected %s, found %.5g",
            metric,
            curve.firstEpoch() + first,
            expected,
            curve.values(metric)[first]));
    if (faults.size() > 1) {
      message.append("; further epochs at fault: ");
      message.append(
          faults.stream()
              .skip(1)
              .map(fault -> String.valueOf(curve.firstEpoch() + fault))
              .collect(Collectors.joining(", ")));
    }
    return new AssertionError(message.append(System.lineSeparator()).append(plot).toString());
  }

  private String plot() {
    return CurvePlot.of(curve, metric).text();
  }
}
