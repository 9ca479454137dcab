package recipe4j.plot;

import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import recipe4j.uncertainty.Logits;

/** How unsure a model is of each image, from temperature 0.05 to 100. */
public final class EntropyPlot {
  private static final int POINTS = 200;
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 100;

  private EntropyPlot() {}

  /**
   * Draws one curve per image: at 0 at low temperatures, where the model is certain, and towards
   * ln(classes) at high ones, where it is undecided.
   *
   * @param logits a few images
   * @param file the PNG
   * @throws IOException if the file can't be written
   */
  public static void write(Logits logits, Path file) throws IOException {
    XYChart chart = PlotStyle.lines("Uncertainty by temperature", "temperature", "entropy in nats");
    double[] temperatures =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> LOWEST * Math.pow(HIGHEST / LOWEST, i / (POINTS - 1.0)))
            .toArray();
    for (int i = 0; i < logits.rows(); i++) {
      Logits image = logits.select(i);
      double[] entropies =
          Arrays.stream(temperatures)
              .map(t -> image.atTemperature(t).confidence(0).entropy())
              .toArray();
      String name = String.format(Locale.ROOT, "image %d: class %d", i, image.argmax(0));
      PlotStyle.line(
          chart, name, temperatures, entropies, PlotStyle.COLORS.get(i % PlotStyle.COLORS.size()));
    }
    double most = Math.log(logits.classes());
    double[] ends = {LOWEST, HIGHEST};
    PlotStyle.line(chart, "undecided", ends, new double[] {most, most}, PlotStyle.GREY)
        .setLineStyle(
            new BasicStroke(
                1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 6}, 0));
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.0);
    PlotStyle.write(chart, file);
  }
}
