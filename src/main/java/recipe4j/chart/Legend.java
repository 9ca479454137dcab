package recipe4j.chart;

import java.util.List;
import recipe4j.chart.TextStyle.Anchor;

/** Names what a chart shows, above it: lines in as many rows as they need, or what is filled. */
public final class Legend {
  private static final double ROW = 22;
  private static final double FIRST = 16;

  /** Length of the sample of a line, and the room from its start to the name. */
  private static final double SAMPLE = 26;

  private static final double INDENT = 33;
  private static final double GAP = 20;

  private Legend() {}

  /**
   * Names what is filled, at the top of a canvas.
   *
   * @param canvas to draw on
   * @param x left edge of the sample
   * @param name one word or a few
   * @param colour of the sample
   * @param opacity of the sample, 0 to 1
   * @return left edge of the next one
   */
  public static double box(Canvas canvas, double x, String name, Palette colour, double opacity) {
    canvas.box(x, 6, 12, 12, colour, opacity);
    canvas.text(x + 18, FIRST, name, TextStyle.of(Palette.TEXT, Anchor.START));
    return x + 36 + Canvas.textWidth(name, TextStyle.SIZE);
  }

  /**
   * One name.
   *
   * @param name of the line
   * @param style how the line is drawn
   * @param dot whether it has dots
   * @param hollow whether these are rings
   */
  record Entry(String name, LineStyle style, boolean dot, boolean hollow) {}

  /**
   * Draws the names.
   *
   * @param left where rows begin
   * @param right where they end
   * @return base line of the last row
   */
  static double draw(Canvas canvas, double left, double right, List<Entry> entries) {
    double at = left;
    double row = FIRST;
    for (Entry entry : entries) {
      double length = INDENT + Canvas.textWidth(entry.name(), TextStyle.SIZE);
      if (at > left && at + length > right) {
        at = left;
        row += ROW;
      }
      canvas.line(at, row - 4.5, at + SAMPLE, row - 4.5, entry.style());
      if (entry.dot()) {
        canvas.dot(at + SAMPLE / 2, row - 4.5, 3.5, entry.style().colour(), entry.hollow());
      }
      canvas.text(at + INDENT, row, entry.name(), TextStyle.of(Palette.TEXT, Anchor.START));
      at += length + GAP;
    }
    return row;
  }
}
