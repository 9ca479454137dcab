package recipe4j.train;

import recipe4j.chart.TextChart;

/** The loss curve as a few lines of text. */
public final class LossCurveText {
  private LossCurveText() {}

  /**
   * Draws loss (●) and val_loss (○) on a logarithmic scale; where both fall on one place, ◉.
   *
   * @param history at least one epoch
   * @return several lines, without a line end after the last
   * @throws IllegalStateException if no epoch has ended
   */
  public static String of(History history) {
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
