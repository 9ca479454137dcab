package recipe4j.regression;

import java.util.Arrays;
import java.util.stream.Stream;
import recipe4j.chart.TextChart;

/** Text plots of one metric, of one run or of two; epochs counted from 0. */
public final class CurvePlot {
  /** A range wider than this is drawn on a logarithmic scale. */
  private static final double WIDE = 3;

  private CurvePlot() {}

  /** One run, to which a band may be added. */
  static TextChart of(LossCurve curve, String metric) {
    return plot(curve, metric).line(metric, '●', curve.values(metric));
  }

  /**
   * Two runs of the same epochs over each other.
   *
   * @param first called A and drawn as ●
   * @param second called B and drawn as ○
   * @param metric one that both have
   * @return several lines
   * @throws IllegalArgumentException if a run lacks the metric, or the epochs differ
   */
  public static String of(LossCurve first, LossCurve second, String metric) {
    if (first.firstEpoch() != second.firstEpoch() || first.epochs() != second.epochs()) {
      throw new IllegalArgumentException(
          "two runs must have the same epochs to be drawn, found %s and %s"
              .formatted(first, second));
    }
    return plot(first, metric)
        .line(metric + " of A", '●', first.values(metric))
        .line("of B", '○', second.values(metric))
        .text();
  }

  private static TextChart plot(LossCurve curve, String metric) {
    double[] sorted =
        Stream.of(curve.values(metric))
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    boolean logarithmic =
        sorted.length > 0 && sorted[0] > 0 && sorted[sorted.length - 1] > WIDE * sorted[0];
    return new TextChart(curve.firstEpoch(), curve.epochs(), logarithmic);
  }
}
