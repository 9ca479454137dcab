package recipe4j.figure;

import java.util.List;

/**
 * A finished figure, independent of how it is written.
 *
 * @param width in pixels
 * @param height in pixels
 * @param marks from back to front
 */
public record Drawing(double width, double height, List<Mark> marks) {
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
