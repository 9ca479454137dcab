package recipe4j.cli.options;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import recipe4j.cli.terminal.PicturePreview;
import recipe4j.data.DatasetChoice;
import recipe4j.data.Shuffle;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.image.Preparation;
import recipe4j.schedule.ScheduleText;
import recipe4j.train.LossWeights;

/** Converters of option values: a wrong value is an error before the command starts. */
public final class Converters {
  private Converters() {}

  /** For options that name no converter of their own. */
  public static void register(CommandLine commands) {
    // one lambda for both: Java 17 ends with SIGSEGV when it archives two that are equal, of
    // an interface in picocli's old class format
    ITypeConverter<Long> seed = Converters::seed;
    commands.registerConverter(Long.class, seed);
    commands.registerConverter(Long.TYPE, seed);
    commands.registerConverter(URI.class, Converters::address);
    choice(commands, DatasetChoice.class);
    choice(commands, Preparation.class);
    choice(commands, EngineKind.class);
    choice(commands, PicturePreview.class);
    choice(commands, TrainOptions.Preset.class);
  }

  private static <E extends Enum<E>> void choice(CommandLine commands, Class<E> type) {
    commands.registerConverter(type, new Choice<>(type));
  }

  private static Long seed(String value) {
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "must be a whole number from %s to %s, found %s"
              .formatted(Long.MIN_VALUE, Long.MAX_VALUE, value));
    }
  }

  /** A URL that ends in a slash: --mirror, the only option with a URL, names a base address. */
  private static URI address(String value) {
    try {
      if (value.endsWith("/")) {
        return new URI(value);
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new TypeConversionException(
        "must be an address such as https://host/folder/, with a slash at its end, found "
            + (value.isEmpty() ? "none" : value));
  }

  /** A whole number from 1 up. */
  public static final class Positive implements ITypeConverter<Integer> {
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

  /** A whole number from 1 to {@link EngineOptions#mostThreads}. */
  static final class Threads implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return whole(value, 1, EngineOptions.mostThreads());
    }
  }

  /** Names of arrays. */
  static final class Keys implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      List<String> names = List.of(value.split(","));
      if (names.size() % 2 != 0
          || names.size() > 4
          || names.stream().anyMatch(String::isBlank)
          || names.size() != names.stream().distinct().count()) {
        throw new TypeConversionException(
            "must be two or four different names, such as x_train,y_train,x_test,y_test, found "
                + value);
      }
      return value;
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
                      "must be every-epoch, once or never, found "
                          + value
                          + DidYouMean.of(value, List.of("every-epoch", "once", "never"))));
    }
  }

  /** A number from 0 to below 1. */
  public static final class Fraction implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number = number(value, "at least 0 and below 1");
      if (!(number >= 0 && number < 1)) {
        throw new TypeConversionException("must be at least 0 and below 1, found " + value);
      }
      return number;
    }
  }

  /** A number above 0 and below 1. */
  public static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number = number(value, "above 0 and below 1");
      if (!(number > 0 && number < 1)) {
        throw new TypeConversionException("must be above 0 and below 1, found " + value);
      }
      return number;
    }
  }

  /** A number above 0 and up to 0.999. */
  static final class Coverage implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number = number(value, "above 0 and at most 0.999");
      if (!(number > 0 && number <= 0.999)) {
        throw new TypeConversionException("must be above 0 and at most 0.999, found " + value);
      }
      return number;
    }
  }

  /** A schedule in its canonical form, so that two can be compared as text. */
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
            String.valueOf(e.getMessage()).replace("one of recipe", "one of constant, recipe"));
      }
    }
  }

  /** Weights of classes, as they were given. */
  static final class ClassWeights implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      try {
        LossWeights.parse(value);
        return value;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** A number above 0. */
  public static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number = number(value, "above 0");
      if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
        throw new TypeConversionException(
            "must be above 0%s, found %s".formatted(number > 0 ? " and finite" : "", value));
      }
      return number;
    }
  }

  /** Any number but NaN and the infinities. */
  static final class Finite implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number = number(value, "finite");
      if (!Double.isFinite(number)) {
        throw new TypeConversionException("must be finite, found " + value);
      }
      return number;
    }
  }

  /** A temperature: 0, a positive number, or "inf". */
  public static final class Temperature implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      double number =
          value.matches("(?i)\\+?inf(inity)?|∞")
              ? Double.POSITIVE_INFINITY
              : number(value, "0 or more, or inf");
      if (!(number >= 0)) {
        throw new TypeConversionException("must be 0 or more, found " + value);
      }
      return number;
    }
  }

  private static int whole(String value, int least) {
    return whole(value, least, Integer.MAX_VALUE);
  }

  private static int whole(String value, int least, int most) {
    BigInteger number;
    try {
      number = new BigInteger(value.length() < 40 ? value : "none");
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "must be a whole number from %s to %s, found %s".formatted(least, most, value));
    }
    if (number.compareTo(BigInteger.valueOf(least)) < 0) {
      throw new TypeConversionException("must be at least %s, found %s".formatted(least, value));
    }
    if (number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new TypeConversionException("must be at most %s, found %s".formatted(most, value));
    }
    return number.intValue();
  }

  private static double number(String value, String range) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("must be a number, %s, found %s".formatted(range, value));
    }
  }
}
