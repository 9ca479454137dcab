package recipe4j.plot;

import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import recipe4j.uncertainty.calibration.ConfidenceBin;
import recipe4j.uncertainty.calibration.ReliabilityDiagram;

/** Accuracy against confidence, before and after calibration, beside the diagonal. */
public final class ReliabilityPlot {
  /** In a bin of fewer samples, the accuracy is chance. */
  private static final int FEWEST = 10;

  private ReliabilityPlot() {}

  /**
   * Draws one point per bin of at least 10 samples: above the diagonal the model is more often
   * right than it says, below it less often.
   *
   * @param before at temperature 1
   * @param after calibrated
   * @param title over the figure
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void write(
      ReliabilityDiagram before, ReliabilityDiagram after, String title, Path file)
      throws IOException {
    XYChart chart = PlotStyle.lines(title, "confidence", "accuracy, bins of 10 samples or more");
    double[] ends = {0, 1};
    XYSeries diagonal = PlotStyle.line(chart, "calibrated", ends, ends, PlotStyle.GREY);
    diagonal.setLineStyle(
        new BasicStroke(
            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 6}, 0));
    add(chart, "before", before, 1);
    add(chart, "after", after, 0);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    PlotStyle.write(chart, file);
  }

  private static void add(XYChart chart, String name, ReliabilityDiagram diagram, int color) {
    List<ConfidenceBin> bins =
        diagram.bins().stream().filter(bin -> bin.count() >= FEWEST).toList();
    if (!bins.isEmpty()) {
      double[] confidence = bins.stream().mapToDouble(ConfidenceBin::confidence).toArray();
      double[] accuracy = bins.stream().mapToDouble(ConfidenceBin::accuracy).toArray();
      PlotStyle.line(chart, name, confidence, accuracy, PlotStyle.COLORS.get(color))
          .setMarker(SeriesMarkers.CIRCLE);
    }
  }
}
