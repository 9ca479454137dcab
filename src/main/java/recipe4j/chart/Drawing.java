package recipe4j.chart;

import java.util.List;

/**
 * A finished figure, independent of how it is written.
 *
 * @param width in pixels
 * @param height in pixels
 * @param marks from back to front
 */
public record Drawing(double width, double height, List<Mark> marks) {
  /** Room around a drawing that is a file of its own. */
  static final double MARGIN = 20;

  /** Room above such a drawing, with its title. */
  static final double HEAD = 52;

  /** How that title is set. */
  static final TextStyle TITLE =
      TextStyle.of(Palette.TEXT, TextStyle.Anchor.START).sized(16).strong();

  /**
   * Keeps a copy.
   *
   * @throws IllegalArgumentException if the size is not above 0
   */
  public Drawing {
    marks = List.copyOf(marks);
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException(
          "a drawing must be wider and higher than 0, found %s by %s".formatted(width, height));
    }
  }
}
