package recipe4j.train.history;

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

/**
 * Collects the columns of a file into a {@link HistoryTable}. A column without numbers is left out
 * with a note. The limits bound what a stranger's file may take in memory and time.
 */
public final class HistoryColumns {
  /** The most columns of a table; no training logs as many. */
  public static final int MAX_COLUMNS = 1_000;

  /** The most rows of a table; enough for a line per step of a long training. */
  public static final int MAX_EPOCHS = 1_000_000;

  /** The longest name of a metric, in characters. */
  public static final int MAX_NAME = 200;

  /** How Python, pandas, R and spreadsheets write a missing value; in lower case. */
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "#n/a", "<na>", "null", "none", "-");

  private static final Set<String> EPOCH = Set.of("epoch", "epochs");

  /** What pandas calls the column of its index. */
  private static final Set<String> INDEX = Set.of("", "unnamed: 0", "index");

  private static final Pattern NUMBER = Pattern.compile("[-+0-9.,eE]{1,60}");

  private final Map<String, double[]> metrics = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private double @Nullable [] epochs;
  private double @Nullable [] index;
  private @Nullable IllegalArgumentException firstFault;

  /**
   * Takes a column.
   *
   * @param cells one per row; blank or such as NA where there is no value
   * @param decimalComma whether numbers may have a comma for the point
   * @param fault the message for a cell, by its row from 0, that is no number
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
      IllegalArgumentException wrong = new IllegalArgumentException(fault.apply(bad));
      firstFault = firstFault == null ? wrong : firstFault;
      if (found > 0 || EPOCH.contains(plain)) {
        throw wrong;
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
    } else if (metrics.put(name.strip(), numbers) != null) {
      throw new IllegalArgumentException(
          "every column must have a name of its own, found \"%s\" twice".formatted(name.strip()));
    }
  }

  /**
   * Checks a name's length; to be called before anything else is done with it.
   *
   * @param name of a metric
   * @throws IllegalArgumentException if it has more than {@link #MAX_NAME} characters
   */
  public static void checkName(String name) {
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the name of a metric must have at most %d characters, found %,d in %s",
              MAX_NAME,
              name.length(),
              UntrustedText.brief(name)));
    }
  }

  /**
   * Checks the number of rows; to be called before anything else is done with them.
   *
   * @param found how many there are
   * @throws IllegalArgumentException if there are more than {@link #MAX_EPOCHS}
   */
  public static void checkEpochs(long found) {
    if (found > MAX_EPOCHS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a curve must have at most %,d epochs, found %,d; keep the last ones or every tenth",
              MAX_EPOCHS,
              found));
    }
  }

  /**
   * Checks the number of columns; to be called before anything else is done with them.
   *
   * @param what has them, for the message
   * @param columns what it calls them
   * @param found how many there are
   * @throws IllegalArgumentException if there are more than {@link #MAX_COLUMNS}
   */
  public static void checkColumns(String what, String columns, int found) {
    if (found > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "%s must have at most %s %s, found %s".formatted(what, MAX_COLUMNS, columns, found));
    }
  }

  /** Notes that a name is left out. */
  void leaveOut(String name, String why) {
    notes.add("\"%s\" %s and is left out".formatted(name.strip(), why));
  }

  /** The same; if no metric is left in the end, the fault is thrown. */
  void leaveOut(String name, String why, String fault) {
    leaveOut(name, why);
    firstFault = firstFault == null ? new IllegalArgumentException(fault) : firstFault;
  }

  /** Notes that rows are numbered as epochs, if no column counts them. */
  void noteUncounted() {
    if (epochs == null && index == null) {
      notes.add("no column counts its epochs, so its rows do, from 0");
    }
  }

  /**
   * The table. Epochs that are counted from 1 become epochs counted from 0.
   *
   * @throws IllegalArgumentException if there is no metric, or the epochs don't follow each other
   */
  HistoryTable table() {
    if (metrics.isEmpty() && firstFault != null) {
      throw firstFault;
    }
    double[] counted = epochs != null ? epochs : index;
    int first = counted == null || counted.length == 0 ? 0 : firstOf(counted);
    int length = counted == null ? -1 : counted.length;
    if (length >= 0 && metrics.values().stream().anyMatch(values -> values.length != length)) {
      throw new IllegalArgumentException(
          "every metric of a curve needs a value for each of the same epochs, found %s epochs and other numbers of values"
              .formatted(length));
    }
    if (first == 1) {
      first = 0;
      notes.add("its epochs are counted from 1, here from 0");
    }
    MetricNames.of(metrics.keySet())
        .forEach(
            (name, known) -> {
              if (!name.equals(known)) {
                notes.add("\"%s\" is taken for %s".formatted(name, known));
              }
            });
    return new HistoryTable(first, HistoryTable.of(first, metrics).columns(), List.copyOf(notes));
  }

  /** The first of epochs that follow each other. */
  private static int firstOf(double... counted) {
    for (int i = 0; i < counted.length; i++) {
      double number = counted[i];
      boolean whole =
          number == Math.rint(number) && number >= 0 && number <= HistoryTable.LAST_EPOCH;
      if (!whole || (i > 0 && number != counted[i - 1] + 1)) {
        throw new IllegalArgumentException(
            "epochs must be whole numbers from 0 to %s, each one more than the last, found %s%s"
                .formatted(
                    HistoryTable.LAST_EPOCH,
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
