package recipe4j.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Formats numbers for charts, tables and pages. */
public final class Numbers {
  private Numbers() {}

  /** As many digits as needed, six at most: 0.05, 1200. */
  public static String plain(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  /** Four decimals, as in the log. */
  public static String fixed(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** Four decimals; below 0.001 as {@link #rate}. */
  public static String small(double value) {
    return value < 0.001 ? rate(value) : fixed(value);
  }

  /** 100, 1k, 10k. */
  public static String thousands(double value) {
    return value < 1000 ? plain(value) : plain(value / 1000) + "k";
  }

  /** A share in percent, with two decimals. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  /**
   * A confidence in percent. 100% is given for exactly 1 only; a share close to it gets as many
   * digits as tell the difference.
   */
  public static String confidence(double share) {
    for (int digits = 1; digits <= 6 && share < 1; digits++) {
      String text = String.format(Locale.ROOT, "%." + digits + "f%%", 100 * share);
      if (!text.startsWith("100")) {
        return text;
      }
    }
    return share < 1 ? "> 99.9999%" : "100%";
  }

  /** A learning rate: 0.01, 1e-3, 2.5e-4. */
  public static String rate(double value) {
    if (!Double.isFinite(value) || value == 0 || value >= 0.01) {
      return plain(value);
    }
    String[] parts = String.format(Locale.ROOT, "%.3e", value).split("e", 2);
    String digits = parts[0].replaceAll("\\.?0+$", "");
    return digits + "e" + Integer.parseInt(parts[1]);
  }

  /** With a thin gap between thousands: 48 000. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202F');
  }

  /** 8.2 s, 4 min 05 s, 1 h 02 min. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "unknown";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
