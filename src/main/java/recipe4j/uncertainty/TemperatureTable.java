package recipe4j.uncertainty;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares temperatures on the same samples: one column per temperature, one row per sample.
 *
 * @param temperatures columns, in the order given, each 0 to infinity
 * @param predicted class of the highest logit per sample; no temperature changes it
 * @param cells per temperature, then per sample
 */
public record TemperatureTable(
    List<Double> temperatures, List<Integer> predicted, List<List<Confidence>> cells) {

  /**
   * From certainty to the uniform distribution: 0, 0.25, the recipe's 0.6, 1, 2, 5 and infinity.
   */
  public static final List<Double> DEFAULT_TEMPERATURES =
      List.of(0.0, 0.25, 0.6, 1.0, 2.0, 5.0, Double.POSITIVE_INFINITY);

  private static final int CELL = 6; // "0.1234", "1.0986"

  /**
   * Checks the shape and copies the lists.
   *
   * @throws IllegalArgumentException if there is no temperature or the numbers of cells don't fit
   */
  public TemperatureTable {
    temperatures = List.copyOf(temperatures);
    predicted = List.copyOf(predicted);
    cells = cells.stream().map(List::copyOf).toList();
    int samples = predicted.size();
    if (temperatures.isEmpty()
        || cells.size() != temperatures.size()
        || cells.stream().anyMatch(column -> column.size() != samples)) {
      throw new IllegalArgumentException(
          "a table needs one column per temperature with one cell per sample, found %s temperatures, %s samples and columns of %s"
              .formatted(temperatures.size(), samples, cells.stream().map(List::size).toList()));
    }
  }

  /**
   * Compares the {@link #DEFAULT_TEMPERATURES}.
   *
   * @param logits the samples
   * @return the table
   */
  public static TemperatureTable of(Logits logits) {
    return of(logits, DEFAULT_TEMPERATURES);
  }

  /**
   * Compares temperatures.
   *
   * @param logits the samples
   * @param temperatures at least one, each 0 to infinity
   * @return the table
   * @throws IllegalArgumentException if there is no temperature, or one is negative or NaN
   */
  public static TemperatureTable of(Logits logits, List<Double> temperatures) {
    List<Integer> predicted = IntStream.range(0, logits.rows()).mapToObj(logits::argmax).toList();
    List<List<Confidence>> cells =
        temperatures.stream()
            .map(logits::atTemperature)
            .map(p -> IntStream.range(0, p.rows()).mapToObj(p::confidence).toList())
            .toList();
    return new TemperatureTable(temperatures, predicted, cells);
  }

  /**
   * One cell. At infinity all classes tie, so its {@link Confidence#predicted} is class 0; {@link
   * #predicted} names the model's choice.
   *
   * @param column index of the temperature, 0-based
   * @param sample 0-based
   * @return how sure that sample is at that temperature
   * @throws IndexOutOfBoundsException if there is no such column or sample
   */
  public Confidence cell(int column, int sample) {
    return cells.get(column).get(sample);
  }

  /**
   * {@return the table as text of fixed width: the top probabilities, then the entropies in nats;
   * each line ends with a line feed}
   */
  public String text() {
    return text("class", c -> String.format(Locale.ROOT, "%5d", c));
  }

  /**
   * The same with names of the classes.
   *
   * @param heading stands above the names
   * @param names of every class, as wide as the heading
   * @return lines separated by \n, the last one ended too
   */
  public String text(String heading, IntFunction<String> names) {
    return block("top probability", Confidence::topProbability, heading, names)
        + "\n"
        + block("entropy in nats", Confidence::entropy, heading, names);
  }

  private String block(
      String title,
      ToDoubleFunction<Confidence> measure,
      String heading,
      IntFunction<String> names) {
    StringBuilder text = new StringBuilder();
    text.append(title).append(" at temperature\nimage  ").append(heading);
    temperatures.forEach(temperature -> text.append(pad(name(temperature), temperature)));
    for (int i = 0; i < predicted.size(); i++) {
      text.append(String.format(Locale.ROOT, "\n%5d  %s", i, names.apply(predicted.get(i))));
      for (int j = 0; j < temperatures.size(); j++) {
        double value = measure.applyAsDouble(cell(j, i));
        text.append(pad(String.format(Locale.ROOT, "%.4f", value), temperatures.get(j)));
      }
    }
    return text.append('\n').toString();
  }

  /** Right-aligned under the name of the temperature, two blanks from the column before. */
  private static String pad(String cell, double temperature) {
    int width = Math.max(CELL, name(temperature).length());
    return " ".repeat(2 + width - cell.length()) + cell;
  }

  /** "0.25", "5", "∞". */
  private static String name(double temperature) {
    return Double.isInfinite(temperature)
        ? "∞"
        : Double.toString(temperature)
            .replace(".0E", "e")
            .replace('E', 'e')
            .replaceAll("\\.0$", "");
  }
}
