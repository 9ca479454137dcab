package recipe4j.cli.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts an option's value to an enum constant; upper and lower case are the same. */
record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String value) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Choice::word).toList();
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equalsIgnoreCase(value) || constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new TypeConversionException(
        "must be %s, found %s%s".formatted(oneOf(words), value, DidYouMean.of(value, words)));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String oneOf(List<String> words) {
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
