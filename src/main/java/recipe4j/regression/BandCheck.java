package recipe4j.regression;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A curve laid over a band, for one metric.
 *
 * @param band with all epochs of the curve
 * @param width half the width of the band, in standard deviations, above 0
 * @param curve the curve
 * @param metric one that both have
 */
public record BandCheck(LossCurveBand band, double width, LossCurve curve, String metric) {

  /**
   * Checks that the two fit together.
   *
   * @throws IllegalArgumentException if the band or the curve lacks the metric, the band has not
   *     all epochs of the curve, or the width is not above 0
   */
  public BandCheck {
    if (!(width > 0)) {
      throw new IllegalArgumentException("width of a band must be above 0, found " + width);
    }
    curve.values(metric);
    band.at(metric, curve.firstEpoch());
    band.at(metric, curve.firstEpoch() + curve.epochs() - 1);
  }

  /**
   * Epochs of the curve that are not in the band.
   *
   * @return places in the curve, 0 for its first epoch
   */
  public List<Integer> outside() {
    double[] values = curve.values(metric);
    return IntStream.range(0, values.length)
        .filter(e -> !(values[e] >= spread(e).low(width) && values[e] <= spread(e).high(width)))
        .boxed()
        .toList();
  }

  /**
   * What the band asks of one epoch.
   *
   * @param place in the curve, 0 for its first epoch
   * @return for people, such as {@code 0.04 to 0.05 (8 runs: mean 0.045 ± 4 × 0.00125)}
   */
  public String expected(int place) {
    Spread spread = spread(place);
    return String.format(
        Locale.ROOT,
        "%.5g to %.5g (%d runs: mean %.5g ± %s × %.2g)",
        spread.low(width),
        spread.high(width),
        spread.runs(),
        spread.mean(),
        width == Math.rint(width) ? String.valueOf((long) width) : String.valueOf(width),
        spread.standardDeviation());
  }

  /**
   * Draws the curve over the band.
   *
   * @return several lines
   */
  public String plot() {
    int epochs = curve.epochs();
    double[] low = IntStream.range(0, epochs).mapToDouble(e -> spread(e).low(width)).toArray();
    double[] high = IntStream.range(0, epochs).mapToDouble(e -> spread(e).high(width)).toArray();
    return CurvePlot.of(curve, metric).band(low, high).text();
  }

  private Spread spread(int place) {
    return band.at(metric, curve.firstEpoch() + place);
  }
}
