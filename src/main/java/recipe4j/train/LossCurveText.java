package recipe4j.train;

import java.util.Arrays;
import java.util.Locale;

/** The loss curve as a few lines of text. */
public final class LossCurveText {
  private static final int ROWS = 8;
  private static final int MAX_COLUMNS = 60;

  private LossCurveText() {}

  /**
   * Draws loss (●) and val_loss (○) on a logarithmic scale; where both fall on one place, ◉.
   *
   * @param history at least one epoch
   * @return several lines, without a line end after the last
   * @throws IllegalStateException if no epoch has ended
   */
  public static String of(History history) {
    int epochs = history.epochs().size();
    double[] loss = history.get("loss");
    double[] valLoss = history.last().validated() ? history.get("val_loss") : new double[0];
    double[] finite =
        java.util.stream.DoubleStream.concat(Arrays.stream(loss), Arrays.stream(valLoss))
            .filter(v -> Double.isFinite(v) && v > 0)
            .map(Math::log)
            .sorted()
            .toArray();
    if (finite.length == 0) {
      return "no finite loss to draw";
    }
    double low = finite[0];
    double high = Math.max(finite[finite.length - 1], low + 1e-9);
    int columns = Math.min(epochs, MAX_COLUMNS);
    int spread = Math.max(1, Math.min(4, MAX_COLUMNS / columns));
    char[][] grid = new char[ROWS][columns * spread];
    Arrays.stream(grid).forEach(row -> Arrays.fill(row, ' '));
    for (int c = 0; c < columns; c++) {
      int epoch = columns == 1 ? epochs - 1 : c * (epochs - 1) / (columns - 1);
      mark(grid, c * spread, loss[epoch], low, high, '●');
      if (valLoss.length > 0) {
        mark(grid, c * spread, valLoss[epoch], low, high, '○');
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < ROWS; r++) {
      double value = Math.exp(high - (high - low) * r / (ROWS - 1));
      String row = new String(grid[r]).stripTrailing();
      text.append(String.format(Locale.ROOT, "%8.4f │ %s%n", value, row));
    }
    text.append("         └").append("─".repeat(columns * spread + 1));
    text.append(String.format("%n           epoch 1 to %d   ● loss", epochs));
    return valLoss.length > 0 ? text.append("   ○ val_loss").toString() : text.toString();
  }

  private static void mark(
      char[][] grid, int column, double value, double low, double high, char sign) {
    if (!Double.isFinite(value) || value <= 0) {
      return;
    }
    int row = (int) Math.round((high - Math.log(value)) / (high - low) * (ROWS - 1));
    grid[row][column] = grid[row][column] == ' ' ? sign : '◉';
  }
}
