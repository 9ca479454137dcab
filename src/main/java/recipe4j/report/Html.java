package recipe4j.report;

import static recipe4j.chart.Svg.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import recipe4j.chart.Figure;
import recipe4j.chart.Palette;
import recipe4j.chart.Svg;
import recipe4j.chart.Table;

/**
 * Parts of an HTML page. All text is escaped here, and a content security policy in the head
 * forbids scripts and requests.
 */
final class Html {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'";

  private Html() {}

  /** A whole page around its main part. */
  static String page(String title, String header, String main, String footer) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <style>
        %s%s</style>
        </head>
        <body>
        <header>
        %s</header>
        <main>
        %s</main>
        <footer>
        %s</footer>
        </body>
        </html>
        """
        .formatted(POLICY, escape(title), Palette.css(), style(), header, main, footer);
  }

  /** A part of the page with its heading. */
  static String section(String id, String heading, String... parts) {
    return "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n%s</section>\n"
        .formatted(id, id, escape(heading), String.join("", parts));
  }

  static String paragraph(String text) {
    return "<p>%s</p>\n".formatted(escape(text));
  }

  /** Figures beside each other, where there is room. */
  static String columns(List<String> figures) {
    return "<div class=\"columns\">\n%s</div>\n".formatted(String.join("", figures));
  }

  /** A figure as wide as the page, and a second drawing of it for narrow windows. */
  static String wide(Figure figure) {
    return figure(
        figure, svg(figure, "wide", Figure.WIDE) + svg(figure, "narrow", Figure.NARROW), true);
  }

  /** A figure for one of two columns; its description may be for screen readers alone. */
  static String narrow(Figure figure, boolean described) {
    return figure(figure, svg(figure, "any", Figure.NARROW), described);
  }

  private static String figure(Figure figure, String svg, boolean described) {
    return "<figure id=\"%s\">\n<h3>%s</h3>\n%s%s%s</figure>\n"
        .formatted(
            escape(figure.name()),
            escape(figure.title()),
            svg,
            described
                ? "<figcaption>%s</figcaption>\n".formatted(escape(figure.description()))
                : "",
            details("The same as a table", table(figure.table())));
  }

  private static String svg(Figure figure, String variant, int width) {
    return Svg.inline(
            figure.draw(width),
            figure.name() + "-" + variant,
            variant,
            figure.title(),
            figure.description())
        + "\n";
  }

  static String details(String summary, String content) {
    return "<details>\n<summary>%s</summary>\n%s</details>\n".formatted(escape(summary), content);
  }

  /** A table that scrolls by itself where it is wider than the window. */
  static String table(Table table) {
    StringBuilder html = new StringBuilder();
    html.append(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n<table>\n"
            .formatted(escape(table.caption())));
    html.append(
        "<caption><span>%s</span></caption>\n<thead><tr>".formatted(escape(table.caption())));
    table
        .header()
        .forEach(cell -> html.append("<th scope=\"col\">%s</th>".formatted(escape(cell))));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr><th scope=\"row\">%s</th>".formatted(escape(row.get(0))));
      row.stream().skip(1).forEach(cell -> html.append("<td>%s</td>".formatted(escape(cell))));
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>\n</div>\n").toString();
  }

  private static String style() {
    try (InputStream css = Html.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
