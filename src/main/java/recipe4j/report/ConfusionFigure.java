package recipe4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import recipe4j.chart.Canvas;
import recipe4j.chart.Drawing;
import recipe4j.chart.Figure;
import recipe4j.chart.Palette;
import recipe4j.chart.Table;
import recipe4j.chart.TextStyle;
import recipe4j.chart.TextStyle.Anchor;
import recipe4j.data.ClassNames;
import recipe4j.io.Count;
import recipe4j.io.TextWidth;

/**
 * The confusion matrix: a cell per true and predicted class, correct predictions on the diagonal.
 *
 * @param confusion how often, by true class and then by predicted class
 * @param names of the classes
 */
record ConfusionFigure(List<List<Integer>> confusion, ClassNames names) implements Figure {
  private static final double LEFT = 52;
  private static final double TOP = 48;

  /** With more classes the cells are too small for numbers. */
  private static final int MOST_NUMBERED = 14;

  /** With more, neither a cell of every pair can be seen nor a table of them be read. */
  private static final int MOST_IN_FULL = 60;

  private static final double GAP = 1.5;

  @Override
  public String name() {
    return "confusion";
  }

  @Override
  public String title() {
    return "Confusion matrix";
  }

  @Override
  public String description() {
    int truth = 0;
    int said = 0;
    int most = 0;
    int asOften = 0;
    for (int i = 0; i < confusion.size(); i++) {
      for (int j = 0; j < confusion.size(); j++) {
        asOften += i != j && confusion.get(i).get(j) == most ? 1 : 0;
        if (i != j && confusion.get(i).get(j) > most) {
          most = confusion.get(i).get(j);
          asOften = 0;
          truth = i;
          said = j;
        }
      }
    }
    String start = "Test images by true and by predicted class. ";
    return most == 0
        ? start + "All lie on the diagonal: none is wrong."
        : start
            + "Most often, %s, %s is taken for %s%s."
                .formatted(
                    most == 1 ? "once" : most == 2 ? "twice" : most + " times",
                    names.named(truth),
                    names.named(said),
                    asOften == 0 ? "" : ", and " + Count.of(asOften, "other pair") + " as often");
  }

  @Override
  public Drawing draw(int width) {
    int classes = confusion.size();
    double cell = (Math.min(width, 560) - LEFT - 14) / classes;
    Canvas canvas = new Canvas(width, TOP + cell * classes + 10);
    TextStyle small = TextStyle.of(Palette.MUTED, Anchor.MIDDLE);
    boolean numbered = classes <= MOST_NUMBERED;
    canvas.text(LEFT + cell * classes / 2, 16, "predicted", small);
    canvas.text(12, TOP + cell * classes / 2, "true class", small.rising());
    int worst = worst();
    int most = confusion.stream().flatMap(List::stream).mapToInt(Integer::intValue).max().orElse(0);
    double size = Math.min(13, 1.3 * cell / Math.max(2, Integer.toString(most).length()));
    boolean full = classes <= MOST_IN_FULL;
    double filled = cell - Math.min(GAP, cell / 5);
    if (!full) {
      canvas.box(LEFT, TOP, cell * classes, cell * classes, Palette.GRID, 0.45);
    }
    for (int i = 0; i < classes; i++) {
      if (numbered || i % Math.max(5, classes / 20) == 0) {
        canvas.text(LEFT + (i + 0.5) * cell, TOP - 8, shortened(i, cell), small);
        canvas.text(LEFT - 14, TOP + (i + 0.5) * cell + 4.5, shortened(i, LEFT), small);
      }
      int row = confusion.get(i).stream().mapToInt(Integer::intValue).sum();
      for (int j = 0; j < classes; j++) {
        int count = confusion.get(i).get(j);
        double x = LEFT + j * cell;
        double y = TOP + i * cell;
        double strength =
            i == j ? 0.9 * count / Math.max(1, row) : 0.1 + 0.4 * count / Math.max(1, worst);
        if (full) {
          canvas.box(x, y, filled, filled, Palette.GRID, 0.45);
        }
        if (count > 0) {
          canvas.box(
              x, y, filled, filled, i == j ? Palette.TRAIN : Palette.HELD, Math.max(0.1, strength));
        }
        if (count > 0 && numbered) {
          Palette ink = strength > 0.55 ? Palette.PAPER : Palette.TEXT;
          canvas.text(
              x + cell / 2 - 0.75,
              y + cell / 2 + size * 0.34,
              Integer.toString(count),
              TextStyle.of(ink, Anchor.MIDDLE).sized(size));
        }
      }
    }
    return canvas.drawing();
  }

  @Override
  public Table table() {
    if (confusion.size() > MOST_IN_FULL) {
      return pairs();
    }
    List<String> header = new ArrayList<>(List.of("true class"));
    IntStream.range(0, confusion.size()).forEach(j -> header.add("as " + names.of(j)));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < confusion.size(); i++) {
      List<String> row = new ArrayList<>(List.of(names.of(i)));
      confusion.get(i).forEach(count -> row.add(Integer.toString(count)));
      rows.add(row);
    }
    return new Table("Test images by true and by predicted class", header, rows);
  }

  /** Those that occur, a row each. */
  private Table pairs() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < confusion.size(); i++) {
      for (int j = 0; j < confusion.size(); j++) {
        int count = confusion.get(i).get(j);
        if (count > 0) {
          rows.add(List.of(names.of(i), names.of(j), Integer.toString(count)));
        }
      }
    }
    return new Table(
        "Test images by true and by predicted class",
        List.of("true class", "predicted class", "images"),
        rows);
  }

  /** A class name, cut to a width in pixels at about 8 a letter. */
  private String shortened(int index, double room) {
    return TextWidth.cut(names.of(index), Math.max(3, (int) (room / 8)));
  }

  /** The largest count off the diagonal. */
  private int worst() {
    int worst = 0;
    for (int i = 0; i < confusion.size(); i++) {
      for (int j = 0; j < confusion.size(); j++) {
        worst = i == j ? worst : Math.max(worst, confusion.get(i).get(j));
      }
    }
    return worst;
  }
}
