package recipe4j.cli.options;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Value of {@code --reduce-lr-on-plateau}. */
record Plateau(double factor, int patience) {
  private static final Pattern FORM = Pattern.compile("(0?\\.\\d{1,9}):(\\d{1,6})");

  /** Reads FACTOR:PATIENCE. */
  static final class Converter implements ITypeConverter<Plateau> {
    @Override
    public Plateau convert(String value) {
      Matcher matcher = FORM.matcher(value);
      if (matcher.matches() && Double.parseDouble(matcher.group(1)) > 0) {
        return new Plateau(
            Double.parseDouble(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      }
      throw new TypeConversionException(
          "must be a factor between 0 and 1 and epochs, such as 0.2:5, found " + value);
    }
  }

  @Override
  public String toString() {
    return new BigDecimal(Double.toString(factor)).stripTrailingZeros().toPlainString()
        + ":"
        + patience;
  }
}
