package recipe4j.cli;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import recipe4j.data.Shuffle;
import recipe4j.schedule.ScheduleText;

/** Option values that are checked as they are read, so that nothing starts with a wrong one. */
final class OptionValues {
  private OptionValues() {}

  /** A whole number from 1 up. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return whole(value, 1);
    }
  }

  /** A whole number from 0 up. */
  static final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return whole(value, 0);
    }
  }

  /** 0, 1 or 2. */
  static final class Verbosity implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (!value.matches("[012]")) {
        throw new TypeConversionException("must be 0, 1 or 2, found " + value);
      }
      return Integer.valueOf(value);
    }
  }

  /** When to shuffle. */
  static final class Shuffling implements ITypeConverter<Shuffle> {
    @Override
    public Shuffle convert(String value) {
      return Arrays.stream(Shuffle.values())
          .filter(shuffle -> shuffle.toString().equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "must be every-epoch, once or never, found " + value));
    }
  }

  /** A number from 0 to below 1. */
  static final class Fraction implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number = number(value);
      if (!(number >= 0 && number < 1)) {
        throw new TypeConversionException("must be at least 0 and below 1, found " + value);
      }
      return number;
    }
  }

  /** A schedule, in the one way of writing it that others can be compared with. */
  static final class Schedule implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (value.equalsIgnoreCase("constant")) {
        return "constant";
      }
      try {
        return ScheduleText.of(ScheduleText.parse(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            e.getMessage().replace("one of recipe", "one of constant, recipe"));
      }
    }
  }

  /** A number above 0. */
  static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number = number(value);
      if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
        throw new TypeConversionException("must be above 0, found " + value);
      }
      return number;
    }
  }

  /** Any number but NaN and the infinities. */
  static final class Finite implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number = number(value);
      if (!Double.isFinite(number)) {
        throw new TypeConversionException("must be finite, found " + value);
      }
      return number;
    }
  }

  /** A temperature: 0, a positive number, or "inf". */
  static final class Temperature implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number =
          value.matches("(?i)\\+?inf(inity)?|∞") ? Double.POSITIVE_INFINITY : number(value);
      if (!(number >= 0)) {
        throw new TypeConversionException("must be 0 or more, found " + value);
      }
      return number;
    }
  }

  private static int whole(String value, int least) {
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("must be a whole number, found " + value);
    }
    if (number < least) {
      throw new TypeConversionException(
          String.format(Locale.ROOT, "must be at least %d, found %s", least, value));
    }
    return number;
  }

  private static double number(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("must be a number, found " + value);
    }
  }
}
