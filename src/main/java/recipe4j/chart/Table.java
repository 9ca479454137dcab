package recipe4j.chart;

import java.util.List;

/**
 * The numbers of a figure. The first cell of a row names it.
 *
 * @param caption what they are
 * @param header one cell per column
 * @param rows as many cells each
 */
public record Table(String caption, List<String> header, List<List<String>> rows) {
  /**
   * Keeps copies.
   *
   * @throws IllegalArgumentException if a row has not as many cells as the header
   */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    int columns = header.size();
    if (rows.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(
          "every row of a table needs %s cells, found %s"
              .formatted(columns, rows.stream().map(List::size).toList()));
    }
  }
}
