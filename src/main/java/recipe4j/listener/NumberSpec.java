package recipe4j.listener;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number in a file name is formatted: the part of Python's format specification
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
      boolean pointed = type != 'd' && type != 0;
      if ((pointed || precision == null) && (whole || type != 'd')) {
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

  /** The number as text, with its sign, also that of a negative zero. */
  String format(Number number) {
    double value = number.doubleValue();
    boolean negative = !Double.isNaN(value) && Math.copySign(1, value) < 0;
    String sign = negative ? "-" : "";
    String text = number instanceof Integer ? whole(number.intValue()) : digits(Math.abs(value));
    int missing = Math.max(0, width - sign.length() - text.length());
    return zeros ? sign + "0".repeat(missing) + text : " ".repeat(missing) + sign + text;
  }

  private String whole(int value) {
    return type == 'd' || type == 0 ? String.valueOf(Math.abs(value)) : digits(Math.abs(value));
  }

  private String digits(double value) {
    String unit = type == '%' ? "%" : "";
    if (!Double.isFinite(value)) {
      return (Double.isNaN(value) ? "nan" : "inf") + unit;
    }
    BigDecimal exact = new BigDecimal(value);
    return switch (type) {
      case 'f' -> fixed(exact);
      case '%' -> fixed(exact.movePointRight(2)) + unit;
      case 'e' -> scientific(exact);
      default -> shortest(value);
    };
  }

  private String fixed(BigDecimal exact) {
    return exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private String scientific(BigDecimal exact) {
    BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    String digits = rounded.unscaledValue().toString();
    int exponent = exact.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
    String padded = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
    String fraction = precision == 0 ? "" : "." + padded.substring(1, precision + 1);
    return padded.charAt(0)
        + fraction
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** As Python's repr: the fewest digits that tell the value, exponents beyond 1e-4 and 1e16. */
  private static String shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal decimal = exact;
    for (int digits = 1; digits <= 17; digits++) {
      decimal = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (decimal.doubleValue() == value) {
        break;
      }
    }
    decimal = decimal.stripTrailingZeros();
    int exponent = decimal.precision() - 1 - decimal.scale();
    if (value != 0 && (exponent < -4 || exponent >= 16)) {
      return new NumberSpec(false, 0, decimal.precision() - 1, 'e').scientific(decimal);
    }
    return decimal.scale() < 1 ? decimal.setScale(1).toPlainString() : decimal.toPlainString();
  }
}
