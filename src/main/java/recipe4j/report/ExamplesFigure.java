package recipe4j.report;

import java.util.List;
import java.util.stream.Collectors;
import recipe4j.chart.Canvas;
import recipe4j.chart.Drawing;
import recipe4j.chart.Figure;
import recipe4j.chart.Numbers;
import recipe4j.chart.Palette;
import recipe4j.chart.Table;
import recipe4j.chart.TextStyle;
import recipe4j.chart.TextStyle.Anchor;
import recipe4j.data.ClassNames;
import recipe4j.io.TextWidth;
import recipe4j.run.Assessment.Example;

/**
 * Some test images, and what the network says of them.
 *
 * @param name of its files
 * @param title over the figure
 * @param examples in this order, at least one
 * @param names of the classes
 */
record ExamplesFigure(String name, String title, List<Example> examples, ClassNames names)
    implements Figure {
  private static final double IMAGE = 92;

  /** Letters of a class name that fit. */
  private static final int SHORT = 6;

  private static final double ROW = IMAGE + 54;

  ExamplesFigure {
    examples = List.copyOf(examples);
  }

  /** The wrong predictions of the highest confidence, surest first. */
  static ExamplesFigure mistakes(List<Example> mistakes, ClassNames names) {
    return new ExamplesFigure("mistakes", "The most confident mistakes", mistakes, names);
  }

  /** The test images that are most unlike the validation images, right or wrong. */
  static ExamplesFigure unlike(List<Example> unlike, ClassNames names) {
    return new ExamplesFigure("unlike", "The most unlike test images", unlike, names);
  }

  @Override
  public String description() {
    return examples.stream()
        .map(
            one ->
                "Image %s is %s, taken for %s with %s."
                    .formatted(
                        one.index(),
                        names.named(one.label()),
                        names.named(one.predicted()),
                        Numbers.confidence(one.confidence())))
        .collect(Collectors.joining(" "));
  }

  @Override
  public Drawing draw(int width) {
    int columns = width < WIDE ? 3 : 6;
    int rows = (examples.size() + columns - 1) / columns;
    Canvas canvas = new Canvas(width, rows * ROW);
    double column = (double) width / columns;
    for (int i = 0; i < examples.size(); i++) {
      Example one = examples.get(i);
      double x = (i % columns + 0.5) * column;
      int row = i / columns;
      double y = row * ROW;
      canvas.image(x - IMAGE / 2, y, IMAGE, one.picture());
      canvas.text(
          x,
          y + IMAGE + 18,
          one.isRight()
              ? names.named(one.label(), SHORT)
              : "%s, taken for %s"
                  .formatted(
                      names.named(one.label(), SHORT),
                      TextWidth.cut(names.of(one.predicted()), SHORT)),
          TextStyle.of(Palette.TEXT, Anchor.MIDDLE));
      canvas.text(
          x,
          y + IMAGE + 35,
          Numbers.confidence(one.confidence()),
          TextStyle.of(Palette.MUTED, Anchor.MIDDLE));
    }
    return canvas.drawing();
  }

  @Override
  public Table table() {
    return new Table(
        title(),
        List.of("image", "is", "taken for", "confidence"),
        examples.stream()
            .map(
                one ->
                    List.of(
                        Integer.toString(one.index()),
                        names.of(one.label()),
                        names.of(one.predicted()),
                        Numbers.confidence(one.confidence())))
            .toList());
  }
}
