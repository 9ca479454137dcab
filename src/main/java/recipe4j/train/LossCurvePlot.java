package recipe4j.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import recipe4j.chart.CurveChart;
import recipe4j.chart.EpochCharts;
import recipe4j.chart.Figure;
import recipe4j.chart.Png;
import recipe4j.chart.RateSteps;
import recipe4j.chart.TextChart;

/** The loss curve as a picture, as the report shows it, and as text. */
public final class LossCurvePlot {
  private LossCurvePlot() {}

  /**
   * Draws loss and val_loss over the epochs, counted from 1 as in the log.
   *
   * @param history at least one epoch
   * @param file the PNG, written whole or not at all
   * @throws IOException if the file can't be written
   * @throws IllegalStateException if no epoch has ended
   */
  public static void write(History history, Path file) throws IOException {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("loss", history.get("loss"));
    if (history.last().validated()) {
      values.put("val_loss", history.get("val_loss"));
    }
    int firstEpoch = history.epochs().get(0).epoch();
    RateSteps rates = RateSteps.of(history.get("learning_rate"), firstEpoch);
    CurveChart chart = EpochCharts.loss(firstEpoch, values, rates).orElseThrow();
    Png.write(chart.draw(Figure.WIDE), chart.title(), file);
  }

  /**
   * {@return whether this Java can draw text; a bare server without fonts can't, and {@link #write}
   * would fail}
   */
  public static boolean isAvailable() {
    return Png.isAvailable();
  }

  /**
   * Draws loss (●) and val_loss (○) on a logarithmic scale; where both fall on one place, ◉.
   *
   * @param history at least one epoch
   * @return several lines, without a line end after the last
   * @throws IllegalStateException if no epoch has ended
   */
  public static String text(History history) {
    boolean validated = history.last().validated();
    int firstEpoch = history.epochs().get(0).epoch() + 1;
    TextChart plot = new TextChart(firstEpoch, history.epochs().size(), true);
    plot.line("loss", '●', history.get("loss"));
    if (validated) {
      plot.line("val_loss", '○', history.get("val_loss"));
    }
    return plot.text();
  }
}
