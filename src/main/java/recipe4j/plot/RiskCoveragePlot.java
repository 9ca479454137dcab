package recipe4j.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import recipe4j.uncertainty.RiskCoverageCurve;

/** The share of wrong predictions against the share of predictions that are kept. */
public final class RiskCoveragePlot {
  private static final int POINTS = 400;

  private RiskCoveragePlot() {}

  /**
   * Draws curves.
   *
   * @param curves name to curve, drawn in this order
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void write(Map<String, RiskCoverageCurve> curves, Path file) throws IOException {
    XYChart chart =
        PlotStyle.lines("Risk by coverage", "coverage: share kept", "risk: share of those wrong");
    double[] coverage =
        IntStream.rangeClosed(0, POINTS).mapToDouble(i -> (double) i / POINTS).toArray();
    int color = 0;
    for (Map.Entry<String, RiskCoverageCurve> curve : curves.entrySet()) {
      double[] risk = Arrays.stream(coverage).map(curve.getValue()::riskAt).toArray();
      PlotStyle.line(
          chart,
          curve.getKey(),
          coverage,
          risk,
          PlotStyle.COLORS.get(color++ % PlotStyle.COLORS.size()));
    }
    chart.getStyler().setYAxisDecimalPattern("0.0###");
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW); // where there is no risk
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
    chart.getStyler().setYAxisMin(0.0);
    PlotStyle.write(chart, file);
  }
}
