package recipe4j.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import recipe4j.chart.LineStyle.Dash;

/**
 * Drawings as SVG 1.1: for a page that holds the style of {@link Palette#css}, or as a file of its
 * own. Both have a title and a description for screen readers.
 */
public final class Svg {
  private static final String FONT =
      "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','DejaVu Sans',sans-serif";

  private Svg() {}

  /**
   * For a page of HTML.
   *
   * @param drawing what to show
   * @param id unique in the page
   * @param cssClass of the svg element
   * @param title name of the figure
   * @param description what one sees in it
   * @return an svg element
   */
  public static String inline(
      Drawing drawing, String id, String cssClass, String title, String description) {
    return "<svg class=\"%s\" viewBox=\"0 0 %s %s\" %s"
            .formatted(
                escape(cssClass),
                number(drawing.width()),
                number(drawing.height()),
                content(drawing, id, title, description))
        + "</svg>";
  }

  /**
   * {@return the content of a file that any viewer opens, with the title above the figure}
   *
   * @param drawing what to show
   * @param title name of the figure
   * @param description what one sees in it
   */
  public static String file(Drawing drawing, String title, String description) {
    String left = number(-Drawing.MARGIN);
    String top = number(-Drawing.HEAD);
    String width = number(drawing.width() + 2 * Drawing.MARGIN);
    String height = number(drawing.height() + Drawing.HEAD + Drawing.MARGIN);
    String size = "width=\"%s\" height=\"%s\"".formatted(width, height);
    String[] parts = content(drawing, "figure", title, description).split(">", 2);
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" %s viewBox=\"%s %s %s %s\" %s>\n"
                + "<style>%s</style>\n<rect class=\"f-paper\" x=\"%s\" y=\"%s\" %s/>\n%s\n")
            .formatted(
                size,
                left,
                top,
                width,
                height,
                parts[0],
                Palette.css(),
                left,
                top,
                size,
                text(new Mark.Label(0, Drawing.MARGIN - Drawing.HEAD + 8, title, Drawing.TITLE)))
        + parts[1].replace("<image href=", "<image xlink:href=")
        + "</svg>\n";
  }

  /**
   * Text for an element or a quoted attribute. Characters that XML forbids become U+FFFD, and so do
   * other control characters and those that control the direction of text or end a line.
   *
   * @param text anything
   * @return the text, none of it read as markup
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replaceAll(
            "[[\\p{Cc}&&[^\\t\\n\\r]]\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]",
            "\uFFFD");
  }

  /** The remaining attributes of the svg element, the end of its start tag, and its children. */
  private static String content(Drawing drawing, String id, String title, String description) {
    String start =
        "role=\"img\" aria-labelledby=\"%s-title %s-text\" font-family=\"%s\" font-size=\"%s\">\n"
            .formatted(id, id, FONT, number(TextStyle.SIZE));
    String words =
        "<title id=\"%s-title\">%s</title>\n<desc id=\"%s-text\">%s</desc>\n"
            .formatted(id, escape(title), id, escape(description));
    return start
        + words
        + drawing.marks().stream().map(Svg::element).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String element(Mark mark) {
    if (mark instanceof Mark.Line line) {
      return "<polyline class=\"%s\" fill=\"none\" points=\"%s\" stroke-width=\"%s\"%s stroke-linejoin=\"round\"/>"
          .formatted(
              line.style().colour().stroke(),
              line.points().stream()
                  .map(p -> number(p.x()) + "," + number(p.y()))
                  .collect(Collectors.joining(" ")),
              number(line.style().width()),
              dashes(line.style().dash()));
    }
    if (mark instanceof Mark.Box box) {
      return "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>"
          .formatted(
              box.colour().fill(),
              number(box.x()),
              number(box.y()),
              number(box.width()),
              number(box.height()),
              box.opacity() < 1 ? " fill-opacity=\"" + number(box.opacity()) + "\"" : "");
    }
    if (mark instanceof Mark.Dot dot) {
      String place =
          "cx=\"%s\" cy=\"%s\" r=\"%s\""
              .formatted(number(dot.x()), number(dot.y()), number(dot.radius()));
      return dot.hollow()
          ? "<circle class=\"%s %s\" %s stroke-width=\"2\"/>"
              .formatted(Palette.PAPER.fill(), dot.colour().stroke(), place)
          : "<circle class=\"%s\" %s/>".formatted(dot.colour().fill(), place);
    }
    if (mark instanceof Mark.Label label) {
      return text(label);
    }
    Mark.Image image = (Mark.Image) mark;
    return "<image href=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" style=\"image-rendering:pixelated\"/>"
        .formatted(
            image.picture().dataUrl(),
            number(image.x()),
            number(image.y()),
            number(image.width()),
            number(image.height()));
  }

  private static String text(Mark.Label label) {
    TextStyle style = label.style();
    String place = "x=\"%s\" y=\"%s\"".formatted(number(label.x()), number(label.y()));
    if (style.upwards()) {
      place += " transform=\"rotate(-90 %s %s)\"".formatted(number(label.x()), number(label.y()));
    }
    return "<text class=\"%s\" %s text-anchor=\"%s\"%s%s>%s</text>"
        .formatted(
            style.colour().fill(),
            place,
            style.anchor().css(),
            style.size() == TextStyle.SIZE ? "" : " font-size=\"" + number(style.size()) + "\"",
            style.bold() ? " font-weight=\"600\"" : "",
            escape(label.text()));
  }

  private static String dashes(Dash dash) {
    return dash.gap() == 0
        ? ""
        : " stroke-dasharray=\"%s %s\"".formatted(number(dash.stroke()), number(dash.gap()));
  }

  /** At most two decimals: a hundredth of a pixel. */
  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
