package recipe4j.cli;

import java.util.Locale;
import recipe4j.io.UntrustedText;
import recipe4j.regression.LossCurve;

/** Two runs side by side, one metric, a line per epoch; the same epochs, counted from 0. */
final class CurveTable {
  private CurveTable() {}

  static String of(LossCurve a, LossCurve b, String metric) {
    double[] first = a.values(metric);
    double[] second = b.values(metric);
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            "%-5s  %12s  %12s  %12s%n",
            "epoch", UntrustedText.printable(metric) + " A", "B", "B - A"));
    for (int e = 0; e < first.length; e++) {
      table.append(
          String.format(
              Locale.ROOT,
              "%5d  %12.6f  %12.6f  %+12.6f%n",
              a.firstEpoch() + e,
              first[e],
              second[e],
              second[e] - first[e]));
    }
    return table.toString();
  }
}
