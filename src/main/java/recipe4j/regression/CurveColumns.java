package recipe4j.regression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import recipe4j.io.UntrustedText;

/** The columns of a table on their way to a curve; what is no figure is left out and said. */
final class CurveColumns {
  /** More than any training logs; a table of a million columns is none. */
  static final int MAX_COLUMNS = 1_000;

  /** A line per step of a long training is still read. */
  static final int MAX_EPOCHS = 1_000_000;

  /** In characters; no metric is called by a page of text. */
  static final int MAX_NAME = 200;

  /** How Python, pandas, R and spreadsheets say that there is no value. */
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "null", "none", "-");

  private static final Set<String> EPOCH = Set.of("epoch", "epochs");

  /** What pandas calls the column of its index. */
  private static final Set<String> INDEX = Set.of("", "unnamed: 0", "index");

  private static final Pattern NUMBER = Pattern.compile("[-+0-9.,eE]{1,60}");

  private final Map<String, double[]> figures = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private double @Nullable [] epochs;
  private double @Nullable [] index;
  private @Nullable IllegalArgumentException firstFault;

  /**
   * Takes a column.
   *
   * @param cells one per row; blank or such as NA where there is no value
   * @param decimalComma whether numbers may have a comma for the point
   * @param fault says that a cell, whose place is given, is no number
   * @throws IllegalArgumentException if the name is too long or was there before, there are too
   *     many cells, or some of them are numbers and others are not
   */
  void add(String name, List<String> cells, boolean decimalComma, IntFunction<String> fault) {
    checkName(name);
    checkEpochs(cells.size());
    String plain = name.strip().toLowerCase(Locale.ROOT);
    double[] numbers = new double[cells.size()];
    int found = 0;
    int bad = -1;
    int missing = 0;
    for (int i = 0; i < numbers.length; i++) {
      String cell = cells.get(i).strip();
      if (MISSING.contains(cell.toLowerCase(Locale.ROOT))) {
        numbers[i] = Double.NaN;
        missing++;
        continue;
      }
      try {
        numbers[i] = number(cell, decimalComma);
        found++;
      } catch (NumberFormatException e) {
        bad = bad < 0 ? i : bad;
      }
    }
    boolean isIndex = INDEX.contains(plain);
    if (bad >= 0) {
      IllegalArgumentException told = new IllegalArgumentException(fault.apply(bad));
      firstFault = firstFault == null ? told : firstFault;
      if (found > 0 || EPOCH.contains(plain)) {
        throw told;
      }
      leaveOut(name, "holds no numbers");
    } else if (found == 0 && missing > 0) {
      if (!isIndex) {
        leaveOut(name, "holds no value");
      }
    } else if (EPOCH.contains(plain) && epochs == null) {
      epochs = numbers;
    } else if (isIndex && index == null) {
      index = numbers;
    } else if (figures.put(name.strip(), numbers) != null) {
      throw new IllegalArgumentException(
          "every column must have a name of its own, found \"%s\" twice".formatted(name.strip()));
    }
  }

  /** Before anything is done with a name. */
  static void checkName(String name) {
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the name of a figure must have at most %d characters, found %,d in %s",
              MAX_NAME,
              name.length(),
              UntrustedText.brief(name)));
    }
  }

  /** Before anything is done with a row. */
  static void checkEpochs(long found) {
    if (found > MAX_EPOCHS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a curve must have at most %,d epochs, found %,d; keep the last ones or every tenth",
              MAX_EPOCHS,
              found));
    }
  }

  /** Says of something that it is no column. */
  void leaveOut(String name, String why) {
    notes.add("\"%s\" %s and is left out".formatted(name.strip(), why));
  }

  /** The same, where it is a fault if nothing else is there. */
  void leaveOut(String name, String why, String fault) {
    leaveOut(name, why);
    firstFault = firstFault == null ? new IllegalArgumentException(fault) : firstFault;
  }

  /** Says that the rows are taken for epochs, if no column counts them. */
  void noteUncounted() {
    if (epochs == null && index == null) {
      notes.add("no column counts its epochs, so its rows do, from 0");
    }
  }

  /**
   * The curve. Epochs that are counted from 1 become epochs counted from 0.
   *
   * @throws IllegalArgumentException if there is no figure, or the epochs don't follow each other
   */
  LossCurve curve() {
    if (figures.isEmpty() && firstFault != null) {
      throw firstFault;
    }
    double[] counted = epochs != null ? epochs : index;
    int first = counted == null || counted.length == 0 ? 0 : firstOf(counted);
    int length = counted == null ? -1 : counted.length;
    if (length >= 0 && figures.values().stream().anyMatch(values -> values.length != length)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "every metric of a curve needs a value for each of the same epochs, found %d epochs and other numbers of values",
              length));
    }
    if (first == 1) {
      first = 0;
      notes.add("its epochs are counted from 1, here from 0");
    }
    MetricNames.of(figures.keySet())
        .forEach(
            (name, known) -> {
              if (!name.equals(known)) {
                notes.add("\"%s\" is taken for %s".formatted(name, known));
              }
            });
    return LossCurve.of(first, figures).withNotes(notes);
  }

  /** The first of epochs that follow each other. */
  private static int firstOf(double... counted) {
    for (int i = 0; i < counted.length; i++) {
      double number = counted[i];
      boolean whole = number == Math.rint(number) && number >= 0 && number <= LossCurve.LAST_EPOCH;
      if (!whole || (i > 0 && number != counted[i - 1] + 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "epochs must be whole numbers from 0 to %d, each one more than the last, found %s%s",
                LossCurve.LAST_EPOCH,
                plain(number),
                i == 0 ? " at the start" : " after " + plain(counted[i - 1])));
      }
    }
    return (int) counted[0];
  }

  private static String plain(double number) {
    return Double.isNaN(number)
        ? "no number"
        : Double.isInfinite(number)
            ? Double.toString(number)
            : new BigDecimal(number)
                .round(new MathContext(17))
                .stripTrailingZeros()
                .toPlainString();
  }

  /** A number as Java, Python or a spreadsheet writes it. */
  private static double number(String cell, boolean decimalComma) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "infinity", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (!NUMBER.matcher(cell).matches()) { // Java's own reads 1f and 0x1p3, too
          throw new NumberFormatException(cell);
        }
        yield Double.parseDouble(decimalComma ? cell.replace(',', '.') : cell);
      }
    };
  }
}
