package recipe4j.plot;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import recipe4j.uncertainty.Logits;

/** The probabilities of one image at several temperatures, as bars. */
public final class TemperaturePlot {
  /** From certain to undecided. */
  public static final List<Double> TEMPERATURES =
      List.of(0.1, 0.6, 1.0, 3.0, Double.POSITIVE_INFINITY);

  private TemperaturePlot() {}

  /**
   * Draws the bars: all on one class at low temperatures, equally high at infinity.
   *
   * @param logits its first image is drawn
   * @param title over the figure
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void write(Logits logits, String title, Path file) throws IOException {
    CategoryChart chart = PlotStyle.bars(title, "class", "probability");
    List<Integer> classes = IntStream.range(0, logits.classes()).boxed().toList();
    Logits image = logits.first(1);
    for (int t = 0; t < TEMPERATURES.size(); t++) {
      double temperature = TEMPERATURES.get(t);
      double[] p = image.atTemperature(temperature).row(0);
      chart
          .addSeries(
              name(temperature), classes, IntStream.range(0, p.length).mapToObj(c -> p[c]).toList())
          .setFillColor(shade((double) t / (TEMPERATURES.size() - 1)));
    }
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    PlotStyle.write(chart, file);
  }

  private static String name(double temperature) {
    return Double.isInfinite(temperature) ? "T infinite" : "T = " + temperature;
  }

  /** From blue, cold, to orange, hot. */
  private static Color shade(double share) {
    Color cold = PlotStyle.COLORS.get(0);
    Color hot = PlotStyle.COLORS.get(4);
    return new Color(
        mix(cold.getRed(), hot.getRed(), share),
        mix(cold.getGreen(), hot.getGreen(), share),
        mix(cold.getBlue(), hot.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }
}
