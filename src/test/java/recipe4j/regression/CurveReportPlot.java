package recipe4j.regression;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import recipe4j.io.AtomicFile;

/**
 * Four panels, one per metric: the band of each side (mean ± 2 standard deviations) and its mean.
 */
final class CurveReportPlot {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 400;
  private static final double BAND = 2;
  private static final List<Color> COLORS = List.of(new Color(0xD9622B), new Color(0x1F77B4));

  private CurveReportPlot() {}

  /** Draws two sides, of at least two runs each. */
  static void write(Map<String, List<LossCurve>> sides, Path file) throws IOException {
    BufferedImage image = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Map<String, LossCurveBand> bands = new LinkedHashMap<>();
    sides.forEach((name, runs) -> bands.put(name, LossCurveBand.of(runs)));
    int panel = 0;
    for (String metric : List.of("loss", "val_loss", "accuracy", "val_accuracy")) {
      XYChart chart = chart(metric, bands);
      BufferedImage drawn = BitmapEncoder.getBufferedImage(chart);
      graphics.drawImage(drawn, panel % 2 * WIDTH, panel / 2 * HEIGHT, null);
      panel++;
    }
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    AtomicFile.write(file, png.toByteArray());
  }

  private static XYChart chart(String metric, Map<String, LossCurveBand> bands) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.XChart)
            .title(metric)
            .xAxisTitle("epoch")
            .build();
    XYStyler styler = chart.getStyler();
    styler.setLegendPosition(
        metric.endsWith("loss") ? LegendPosition.InsideNE : LegendPosition.InsideSE);
    styler.setYAxisLogarithmic(metric.equals("loss"));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleBoxVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xE3E3E3));
    styler.setXAxisDecimalPattern("0");
    styler.setYAxisDecimalPattern("0.00#");
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setLegendBorderColor(Color.WHITE);
    Iterator<Color> colors = COLORS.iterator();
    bands.forEach((name, band) -> add(chart, name, metric, band, colors.next()));
    return chart;
  }

  /** The band is one closed outline, filled: there and back. */
  private static void add(
      XYChart chart, String name, String metric, LossCurveBand band, Color color) {
    int n = band.epochs();
    double[] x = IntStream.range(0, n).mapToDouble(e -> band.firstEpoch() + e).toArray();
    double[] outlineX = new double[2 * n];
    double[] outlineY = new double[2 * n];
    double[] mean = new double[n];
    for (int e = 0; e < n; e++) {
      Spread spread = band.at(metric, band.firstEpoch() + e);
      mean[e] = spread.mean();
      outlineX[e] = x[e];
      outlineX[2 * n - 1 - e] = x[e];
      double foot = metric.endsWith("loss") ? spread.mean() / 10 : 0; // logarithmic: above 0
      outlineY[e] = Math.max(foot, spread.low(BAND));
      outlineY[2 * n - 1 - e] = spread.high(BAND);
    }
    XYSeries area = chart.addSeries(name + " ± 2 sd", outlineX, outlineY);
    area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    area.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 50));
    area.setLineColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 90));
    area.setMarker(SeriesMarkers.NONE);
    XYSeries line = chart.addSeries(name + " mean", x, mean);
    line.setLineColor(color);
    line.setLineStyle(new BasicStroke(2f));
    line.setMarker(SeriesMarkers.NONE);
  }
}
