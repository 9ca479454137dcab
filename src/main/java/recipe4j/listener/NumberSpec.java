package recipe4j.listener;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number is written: the part of Python's format specification
 * (docs.python.org/3/library/string.html#format-specification-mini-language) that file names need.
 * Rounds the exact binary value half to even, as Python does and {@code String.format} does not.
 *
 * @param zeros whether the width is filled with zeros, not spaces
 * @param width least number of characters
 * @param precision digits after the point
 * @param type d, f, e or %, or 0 for the shortest form
 */
record NumberSpec(boolean zeros, int width, int precision, char type) {
  private static final Pattern SPEC = Pattern.compile("(0?)(\\d{0,2})(?:\\.(\\d{1,2}))?([dfe%]?)");
  private static final int DEFAULT_PRECISION = 6;

  /**
   * Reads a specification.
   *
   * @param whole whether the numbers are whole ones
   * @throws IllegalArgumentException if it is not known, or does not suit the numbers
   */
  static NumberSpec of(String text, boolean whole) {
    Matcher matcher = SPEC.matcher(text);
    if (matcher.matches()) {
      char type = matcher.group(4).isEmpty() ? 0 : matcher.group(4).charAt(0);
      String precision = matcher.group(3);
      boolean suits = type == 'd' || type == 0 ? precision == null : true;
      if (suits && (whole || type != 'd')) {
        return new NumberSpec(
            !matcher.group(1).isEmpty(),
            matcher.group(2).isEmpty() ? 0 : Integer.parseInt(matcher.group(2)),
            precision == null ? DEFAULT_PRECISION : Integer.parseInt(precision),
            type);
      }
    }
    throw new IllegalArgumentException(
        "a number is written as %s, found :%s"
            .formatted(whole ? ":d, :02d or :.1f" : ":.4f, :08.4f, :.2e or :.1%", text));
  }

  String format(Number number) {
    String text = digits(number);
    String sign = text.startsWith("-") ? "-" : "";
    String filling = (zeros ? "0" : " ").repeat(Math.max(0, width - text.length()));
    return zeros ? sign + filling + text.substring(sign.length()) : filling + text;
  }

  private String digits(Number number) {
    double value = number.doubleValue();
    String unit = type == '%' ? "%" : "";
    if (!Double.isFinite(value)) {
      return (Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf") + unit;
    }
    BigDecimal exact = new BigDecimal(value);
    return switch (type) {
      case 'f' -> fixed(exact);
      case '%' -> fixed(exact.movePointRight(2)) + unit;
      case 'e' -> scientific(exact);
      case 'd' -> String.valueOf(number.longValue());
      default -> number instanceof Integer ? number.toString() : shortest(value);
    };
  }

  private String fixed(BigDecimal exact) {
    return exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private String scientific(BigDecimal exact) {
    BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    String digits = rounded.unscaledValue().abs().toString();
    int exponent = exact.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
    String padded = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
    String fraction = precision == 0 ? "" : "." + padded.substring(1, precision + 1);
    return (exact.signum() < 0 ? "-" : "")
        + padded.charAt(0)
        + fraction
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /**
   * As Python's repr: at least one digit after the point, an exponent only beyond 1e-4 and 1e16.
   */
  private static String shortest(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    int exponent = decimal.precision() - 1 - decimal.scale();
    if (value != 0 && (exponent < -4 || exponent >= 16)) {
      NumberSpec spec = new NumberSpec(false, 0, decimal.precision() - 1, 'e');
      return spec.scientific(decimal);
    }
    return decimal.scale() < 1 ? decimal.setScale(1).toPlainString() : decimal.toPlainString();
  }
}
