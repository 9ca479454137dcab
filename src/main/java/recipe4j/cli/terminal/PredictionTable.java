package recipe4j.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import recipe4j.data.ClassNames;
import recipe4j.io.TextWidth;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.TemperatureSampler;

/** Predictions as text of at most 80 columns: a line per image, then the probabilities. */
public final class PredictionTable {
  private static final int WIDTH = 80;

  /** Width of "0.12345678": eight decimals, so that a printed row sums to 1 within 1e-6. */
  private static final int PROBABILITY = 10;

  /** Most classes that have a column each; of more only the likeliest are printed. */
  private static final int MOST_CLASSES = 20;

  private final ClassNames names;
  private final Probabilities probabilities;
  private final int @Nullable [] labels;
  private final int @Nullable [] drawn;

  private PredictionTable(
      ClassNames names,
      Probabilities probabilities,
      int @Nullable [] labels,
      int @Nullable [] drawn) {
    this.names = names;
    this.probabilities = probabilities;
    this.labels = labels;
    this.drawn = drawn;
  }

  /**
   * Predictions at a temperature.
   *
   * @param labels the true classes, or null if they are not known
   */
  public static PredictionTable of(
      ClassNames names,
      Logits logits,
      double temperature,
      int @Nullable [] labels,
      OptionalLong drawSeed) {
    return new PredictionTable(
        names,
        logits.atTemperature(temperature),
        labels,
        drawSeed.isPresent()
            ? TemperatureSampler.of(logits, temperature).draw(drawSeed.getAsLong())
            : null);
  }

  /** The prediction for the first image alone: "7, 99.99%". */
  public String answer() {
    return "%s, %s".formatted(names.of(probabilities.argmax(0)), percent(0));
  }

  private String percent(int row) {
    double top = probabilities.confidence(row).topProbability();
    // a probability below 1 must not be rounded up to 100%
    double shown = top < 1 ? Math.min(top, 0.9999) : 1;
    return String.format(Locale.ROOT, "%.2f%%", 100 * shown);
  }

  /** The whole table; every line has its line end. */
  public String text() {
    List<String> lines = new ArrayList<>();
    addAnswers(lines);
    lines.add("");
    if (probabilities.classes() > MOST_CLASSES) {
      addLikeliest(lines);
    } else {
      addAll(lines);
    }
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private void addAnswers(List<String> lines) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("image", 5, Integer::toString));
    if (labels != null) {
      columns.add(new Column("label", names.columns("label"), i -> names.of(labels[i])));
    }
    columns.add(
        new Column(
            "predicted", names.columns("predicted"), i -> names.of(probabilities.argmax(i))));
    if (drawn != null) {
      columns.add(new Column("drawn", names.columns("drawn"), i -> names.of(drawn[i])));
    }
    columns.add(new Column("confidence", 10, this::percent));
    columns.add(new Column("entropy", 7, i -> String.format(Locale.ROOT, "%.4f", entropy(i))));
    add(lines, columns);
  }

  private double entropy(int row) {
    return probabilities.confidence(row).entropy();
  }

  /** A column for every class, in several blocks if there are many. */
  private void addAll(List<String> lines) {
    int most = (WIDTH - 5) / (PROBABILITY + 2);
    for (int from = 0; from < probabilities.classes(); from += most) {
      List<Column> columns = new ArrayList<>();
      columns.add(new Column("image", 5, Integer::toString));
      for (int c = from; c < Math.min(from + most, probabilities.classes()); c++) {
        int column = c;
        columns.add(
            new Column(
                "p(%s)".formatted(TextWidth.cut(names.of(c), PROBABILITY - 3)),
                PROBABILITY,
                i -> String.format(Locale.ROOT, "%.8f", probabilities.row(i)[column])));
      }
      add(lines, columns);
    }
  }

  /** The likeliest classes of every image, likeliest first. */
  private void addLikeliest(List<String> lines) {
    lines.add("the likeliest of %s classes".formatted(probabilities.classes()));
    for (int i = 0; i < probabilities.rows(); i++) {
      double[] row = probabilities.row(i);
      StringBuilder line = new StringBuilder(TextWidth.right(Integer.toString(i), 5));
      int[] order =
          IntStream.range(0, row.length)
              .boxed()
              .sorted((a, b) -> Double.compare(row[b], row[a]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int c : order) {
        String cell =
            "  %s %s"
                .formatted(
                    TextWidth.cut(names.of(c), 16), String.format(Locale.ROOT, "%.4f", row[c]));
        if (TextWidth.of(line.toString()) + TextWidth.of(cell) > WIDTH) {
          break;
        }
        line.append(cell);
      }
      lines.add(line.toString());
    }
  }

  private void add(List<String> lines, List<Column> columns) {
    lines.add(row(columns, Column::heading));
    for (int i = 0; i < probabilities.rows(); i++) {
      int image = i;
      lines.add(row(columns, column -> column.cell().apply(image)));
    }
  }

  private static String row(
      List<Column> columns, java.util.function.Function<Column, String> cell) {
    StringBuilder line = new StringBuilder();
    for (Column column : columns) {
      line.append(line.isEmpty() ? "" : "  ");
      line.append(TextWidth.right(cell.apply(column), column.width()));
    }
    return line.toString();
  }

  private record Column(String heading, int width, IntFunction<String> cell) {}
}
