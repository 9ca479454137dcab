package recipe4j.cli.terminal;

import java.util.Locale;
import recipe4j.io.Count;
import recipe4j.io.UntrustedText;
import recipe4j.regression.LossCurve;

/**
 * Two runs side by side, one metric, a line per epoch; the same epochs, counted from 0. Of very
 * many epochs every second, third and so on has a line, and the last.
 */
public final class CurveTable {
  private static final int MAX_LINES = 1_000;

  private CurveTable() {}

  /** The table as text; both curves have the metric and the same epochs. */
  public static String of(LossCurve a, LossCurve b, String metric) {
    double[] first = a.values(metric);
    double[] second = b.values(metric);
    int step = (first.length - 1) / MAX_LINES + 1;
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            "%-5s  %12s  %12s  %12s%n",
            "epoch", UntrustedText.printable(metric) + " A", "B", "B - A"));
    int lines = 0;
    for (int e = 0; e < first.length; e = next(e, step, first.length), lines++) {
      table.append(
          String.format(
              Locale.ROOT,
              "%5d  %12.6f  %12.6f  %+12.6f%n",
              a.firstEpoch() + e,
              first[e],
              second[e],
              second[e] - first[e]));
    }
    if (step > 1) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s left out: shown are the first of every %d epochs and the last.%n",
              Count.of(first.length - lines, "line"),
              step));
    }
    return table.toString();
  }

  /** The next epoch that has a line; the last one always has. */
  private static int next(int epoch, int step, int end) {
    return epoch == end - 1 ? end : Math.min(epoch + step, end - 1);
  }
}
