package recipe4j.train;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import recipe4j.io.AtomicFile;
import recipe4j.io.PngFile;

/** The loss curve as a picture. */
public final class LossCurvePlot {
  private static final Color TRAINING = new Color(0x1F77B4);
  private static final Color VALIDATION = new Color(0xD9622B);

  private LossCurvePlot() {}

  /**
   * Draws loss and val_loss over the epochs, counted from 1 as in the log.
   *
   * @param history at least one epoch
   * @param file the PNG, 900 x 540 pixels; written whole or not at all
   * @throws IOException if the file can't be written
   * @throws IllegalStateException if no epoch has ended
   */
  public static void write(History history, Path file) throws IOException {
    history.last();
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(540)
            .theme(ChartTheme.XChart)
            .title("Loss by epoch")
            .xAxisTitle("epoch")
            .yAxisTitle("categorical cross-entropy")
            .build();
    style(chart);
    double[] epoch = history.epochs().stream().mapToDouble(e -> e.epoch() + 1).toArray();
    add(chart, "loss", epoch, history.get("loss"), TRAINING);
    if (history.last().validated()) {
      add(chart, "val_loss", epoch, history.get("val_loss"), VALIDATION);
    }
    AtomicFile.write(file, PngFile.of(BitmapEncoder.getBufferedImage(chart)));
  }

  /**
   * Whether this Java can draw text; a bare server without fonts can't.
   *
   * @return false if {@link #write} would fail for want of fonts
   */
  public static boolean isAvailable() {
    try {
      BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
      return image.createGraphics().getFontMetrics().stringWidth("loss") > 0;
    } catch (LinkageError | InternalError e) { // no libfreetype, or no fontconfig
      return false;
    }
  }

  private static void add(XYChart chart, String name, double[] x, double[] y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
  }

  private static void style(XYChart chart) {
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    XYStyler styler = chart.getStyler();
    styler.setLegendPosition(LegendPosition.InsideNE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(text);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setAxisTitleFont(text);
    styler.setAxisTickLabelsFont(text);
    styler.setPlotGridLinesColor(new Color(0xE3E3E3));
    styler.setYAxisMin(0.0);
    styler.setMarkerSize(6);
    styler.setXAxisDecimalPattern("0");
    styler.setYAxisDecimalPattern("0.0##");
  }
}
