package recipe4j.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import recipe4j.figure.Canvas;
import recipe4j.figure.Drawing;
import recipe4j.figure.Ink;
import recipe4j.figure.TextStyle;
import recipe4j.figure.TextStyle.Anchor;

/**
 * The wrong answers that the network is surest of.
 *
 * @param mistakes surest first, at least one
 */
record MistakesFigure(List<Example> mistakes) implements Figure {
  private static final double IMAGE = 92;
  private static final double ROW = IMAGE + 54;

  MistakesFigure {
    mistakes = List.copyOf(mistakes);
  }

  @Override
  public String name() {
    return "mistakes";
  }

  @Override
  public String title() {
    return "The most confident mistakes";
  }

  @Override
  public String description() {
    return mistakes.stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "Image %d is a %d, taken for a %d with %s.",
                    one.index(),
                    one.label(),
                    one.predicted(),
                    Numbers.confidence(one.confidence())))
        .collect(Collectors.joining(" "));
  }

  @Override
  public Drawing draw(int width) {
    int columns = width < WIDE ? 3 : 6;
    int rows = (mistakes.size() + columns - 1) / columns;
    Canvas canvas = new Canvas(width, rows * ROW);
    double column = (double) width / columns;
    for (int i = 0; i < mistakes.size(); i++) {
      Example one = mistakes.get(i);
      double x = (i % columns + 0.5) * column;
      int row = i / columns;
      double y = row * ROW;
      canvas.image(x - IMAGE / 2, y, IMAGE, one.picture());
      canvas.text(
          x,
          y + IMAGE + 18,
          String.format(Locale.ROOT, "a %d, taken for %d", one.label(), one.predicted()),
          TextStyle.of(Ink.TEXT, Anchor.MIDDLE));
      canvas.text(
          x,
          y + IMAGE + 35,
          Numbers.confidence(one.confidence()),
          TextStyle.of(Ink.MUTED, Anchor.MIDDLE));
    }
    return canvas.drawing();
  }

  @Override
  public Table table() {
    return new Table(
        title(),
        List.of("image", "is", "taken for", "confidence"),
        mistakes.stream()
            .map(
                one ->
                    List.of(
                        Integer.toString(one.index()),
                        Integer.toString(one.label()),
                        Integer.toString(one.predicted()),
                        Numbers.confidence(one.confidence())))
            .toList());
  }
}
