package recipe4j.train;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
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
  // the colours of the report, on light paper
  private static final Color PAPER = new Color(0xFCFBF8);
  private static final Color TEXT = new Color(0x1C2530);
  private static final Color MUTED = new Color(0x59646F);
  private static final Color GRID = new Color(0xE3E2DC);
  private static final Color TRAINING = new Color(0x2A67A8);
  private static final Color VALIDATION = new Color(0xB9501F);

  /** As in the report, values of which one is so many times another are shown logarithmically. */
  private static final double WIDE_RATIO = 8;

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
            .build();
    style(chart);
    scale(chart, history);
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
    float[] dashes = color.equals(VALIDATION) ? new float[] {6, 5} : null;
    series.setLineColor(color);
    series.setLineStyle(
        new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dashes, 0));
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
  }

  /**
   * From 0, or logarithmic where the loss has fallen far: what comes late would lie on the axis.
   */
  private static void scale(XYChart chart, History history) {
    double[] values =
        Stream.of("loss", "val_loss")
            .filter(name -> name.equals("loss") || history.last().validated())
            .flatMapToDouble(name -> Arrays.stream(history.get(name)))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    boolean logarithmic =
        values.length > 0 && values[0] > 0 && values[values.length - 1] > WIDE_RATIO * values[0];
    chart.getStyler().setYAxisLogarithmic(logarithmic);
    chart.getStyler().setYAxisLogarithmicDecadeOnly(false);
    if (!logarithmic) {
      chart.getStyler().setYAxisMin(0.0);
    }
    chart.setYAxisTitle("cross-entropy" + (logarithmic ? ", log scale" : ""));
  }

  private static void style(XYChart chart) {
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    XYStyler styler = chart.getStyler();
    styler.setLegendPosition(LegendPosition.InsideNE);
    styler.setLegendBackgroundColor(PAPER);
    styler.setLegendBorderColor(PAPER);
    styler.setLegendFont(text);
    styler.setChartFontColor(TEXT);
    styler.setChartBackgroundColor(PAPER);
    styler.setPlotBackgroundColor(PAPER);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setAxisTitleFont(text);
    styler.setAxisTickLabelsFont(text);
    styler.setAxisTickLabelsColor(MUTED);
    styler.setAxisTickMarksColor(MUTED);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setMarkerSize(7);
    styler.setXAxisDecimalPattern("0");
    styler.setYAxisDecimalPattern("0.0##");
    styler.setLocale(Locale.ROOT);
  }
}
