package recipe4j.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import recipe4j.io.UntrustedText;

/**
 * Metrics over the epochs, drawn as a few lines of text: bands (░) with lines of single signs over
 * them.
 *
 * <pre>{@code
 * String text = new TextChart(1, 10, true).line("loss", '●', losses).text();
 * }</pre>
 */
public final class TextChart {
  private static final int ROWS = 8;
  private static final int MAX_COLUMNS = 60;
  private static final int MAX_SPREAD = 4;
  private static final int FLAT_ROW = ROWS / 2;

  /** From here on a number is written with its power of ten. */
  private static final double LARGE = 1e7;

  private static final List<String> NOTATIONS = List.of("%8.4f", "%8.6f", "%.4e", "%.8e", "%.15e");
  private static final char BAND = '░';

  private record Line(String name, char sign, List<Double> values) {}

  private record Band(List<Double> low, List<Double> high) {}

  private final int firstEpoch;
  private final int epochs;
  private final boolean logarithmic;
  private final List<Line> lines = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();

  /**
   * An empty plot.
   *
   * @param firstEpoch what to call the first epoch
   * @param epochs how many there are, at least 1
   * @param logarithmic whether the scale is; values of 0 and below are then left out
   * @throws IllegalArgumentException if there is no epoch
   */
  public TextChart(int firstEpoch, int epochs, boolean logarithmic) {
    if (epochs < 1) {
      throw new IllegalArgumentException("a plot needs at least 1 epoch, found " + epochs);
    }
    this.firstEpoch = firstEpoch;
    this.epochs = epochs;
    this.logarithmic = logarithmic;
  }

  /**
   * Adds a line; where two fall on one place, there is a ◉.
   *
   * @param name for the legend; characters that control a terminal become question marks
   * @param sign one per epoch
   * @param values one per epoch; what is not finite is left out
   * @return this
   */
  public TextChart line(String name, char sign, double[] values) {
    lines.add(new Line(UntrustedText.printable(name), sign, boxed(values)));
    return this;
  }

  /**
   * Adds a band, drawn behind all lines.
   *
   * @param low one per epoch
   * @param high one per epoch, at least low
   * @return this
   */
  public TextChart band(double[] low, double[] high) {
    bands.add(new Band(boxed(low), boxed(high)));
    return this;
  }

  /**
   * {@return the chart: several lines, without a line end after the last; "no finite value to draw"
   * if there is none}
   */
  public String text() {
    double[] drawn =
        Stream.concat(
                lines.stream().map(Line::values),
                bands.stream().flatMap(band -> Stream.of(band.low(), band.high())))
            .flatMap(List::stream)
            .mapToDouble(this::scale)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (drawn.length == 0) {
      return "no finite value to draw";
    }
    double low = drawn[0];
    double high = drawn[drawn.length - 1];
    int columns = Math.min(epochs, MAX_COLUMNS);
    int spread = Math.max(1, Math.min(MAX_SPREAD, MAX_COLUMNS / columns));
    char[][] grid = new char[ROWS][columns * spread];
    Arrays.stream(grid).forEach(row -> Arrays.fill(row, ' '));
    for (int c = 0; c < columns; c++) {
      int epoch = columns == 1 ? epochs - 1 : c * (epochs - 1) / (columns - 1);
      for (Band band : bands) {
        fill(
            grid,
            c * spread,
            row(band.low().get(epoch), low, high),
            row(band.high().get(epoch), low, high));
      }
      for (Line line : lines) {
        double value = line.values().get(epoch);
        if (Double.isFinite(scale(value))) {
          mark(grid, c * spread, row(value, low, high), line.sign());
        }
      }
    }
    return framed(grid, low, high);
  }

  private String framed(char[][] grid, double low, double high) {
    List<String> labels = labels(low, high);
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < ROWS; r++) {
      String row = new String(grid[r]).stripTrailing();
      text.append(String.format(Locale.ROOT, "%s │ %s%n", labels.get(r), row));
    }
    text.append(" ".repeat(labels.get(0).length() + 1)).append("└");
    text.append("─".repeat(grid[0].length + 1));
    String legend =
        lines.stream().map(l -> "   " + l.sign() + " " + l.name()).collect(Collectors.joining());
    text.append(
        String.format(
            Locale.ROOT, "%n%sepoch %s", " ".repeat(labels.get(0).length() + 3), firstEpoch));
    text.append(epochs == 1 ? "" : " to " + (firstEpoch + epochs - 1));
    text.append(logarithmic ? ", log scale" : "");
    text.append(legend);
    return bands.isEmpty()
        ? text.toString()
        : text.append("   ").append(BAND).append(" band").toString();
  }

  /**
   * The labels of the vertical axis, one a row, padded to one width, in the shortest notation in
   * which they differ. Where all values are equal only one row has a label.
   */
  private List<String> labels(double low, double high) {
    double[] values = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      double part = (double) r / (ROWS - 1);
      double scaled = high * (1 - part) + low * part;
      values[r] = logarithmic ? Math.exp(scaled) : scaled;
    }
    if (low == high) {
      String label = label(NOTATIONS.get(0), values[FLAT_ROW]);
      return IntStream.range(0, ROWS)
          .mapToObj(r -> r == FLAT_ROW ? label : " ".repeat(label.length()))
          .toList();
    }
    List<String> labels = List.of();
    for (String notation : NOTATIONS) {
      labels = Arrays.stream(values).mapToObj(value -> label(notation, value)).toList();
      if (Set.copyOf(labels).size() == ROWS) {
        break;
      }
    }
    int width = labels.stream().mapToInt(String::length).max().orElseThrow();
    return labels.stream().map(label -> " ".repeat(width - label.length()) + label).toList();
  }

  private static String label(String notation, double value) {
    boolean large = Math.abs(value) >= LARGE;
    return String.format(Locale.ROOT, large ? notation.replace('f', 'e') : notation, value);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private double scale(double value) {
    return logarithmic ? Math.log(value) : value;
  }

  /** The row of a value; one that has no logarithm goes to the lowest. */
  private int row(double value, double low, double high) {
    double scaled = scale(value);
    if (Double.isNaN(scaled)) {
      return ROWS - 1;
    }
    if (low == high && scaled == low) {
      return FLAT_ROW;
    }
    long row = Math.round((high - scaled) / (high - low) * (ROWS - 1));
    return (int) Math.max(0, Math.min(ROWS - 1, row));
  }

  private static void fill(char[][] grid, int column, int lowRow, int highRow) {
    for (int row = highRow; row <= lowRow; row++) {
      grid[row][column] = BAND;
    }
  }

  private static void mark(char[][] grid, int column, int row, char sign) {
    boolean free = grid[row][column] == ' ' || grid[row][column] == BAND;
    grid[row][column] = free ? sign : '◉';
  }
}
