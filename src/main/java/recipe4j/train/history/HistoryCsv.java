package recipe4j.train.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a table of metrics, a row per epoch: what {@code CsvListener}, Keras's CSVLogger, pandas'
 * {@code to_csv} and spreadsheets write. Cells are divided by commas, semicolons or tabs; where it
 * is not by commas, a number may have one for the point.
 */
final class HistoryCsv {
  private HistoryCsv() {}

  static HistoryTable read(String text) {
    List<String> lines = text.lines().toList();
    int head = !lines.isEmpty() && lines.get(0).matches("(?i)\"?sep=.\"?") ? 1 : 0; // Excel's
    String first = lines.size() > head ? lines.get(head) : "";
    char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
    List<String> header = cells(first, separator);
    HistoryColumns.checkColumns("a table of metrics", "columns", header.size());
    header.forEach(HistoryColumns::checkName);
    HistoryColumns.checkEpochs(
        lines.stream().skip(head + 1L).filter(line -> !line.isBlank()).count());
    boolean named =
        header.stream().anyMatch(name -> name.strip().equalsIgnoreCase("epoch"))
            || header.stream().anyMatch(MetricNames::isKnown);
    if (!named) {
      throw new IllegalArgumentException(
          "the first line must name the columns, such as epoch,loss, found \"%s\""
              .formatted(first));
    }
    List<List<String>> columns = new ArrayList<>();
    header.forEach(name -> columns.add(new ArrayList<>()));
    List<Integer> numbers = new ArrayList<>();
    for (int line = head + 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        List<String> cells = cells(lines.get(line), separator);
        if (cells.size() != header.size()) {
          throw new IllegalArgumentException(
              "line %s must have %s columns, found %s"
                  .formatted(line + 1, header.size(), cells.size()));
        }
        for (int c = 0; c < cells.size(); c++) {
          columns.get(c).add(cells.get(c));
        }
        numbers.add(line + 1);
      }
    }
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("a curve needs at least one epoch, found none");
    }
    HistoryColumns table = new HistoryColumns();
    for (int c = 0; c < header.size(); c++) {
      List<String> cells = columns.get(c);
      table.add(
          header.get(c),
          cells,
          separator != ',',
          at ->
              "line %s must hold numbers, found \"%s\""
                  .formatted(numbers.get(at), cells.get(at).strip()));
    }
    table.noteUncounted();
    return table.table();
  }

  /** The cells of a line; one in quotes may hold the separator, and quotes if doubled. */
  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean blank = true; // the cell so far
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        blank = false;
        i++;
      } else if (c == '"' && (quoted || blank)) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
        blank = true;
      } else {
        cell.append(c);
        blank &= Character.isWhitespace(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
