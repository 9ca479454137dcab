package recipe4j.datasets.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import recipe4j.data.InvalidDataException;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.io.Gzip;
import recipe4j.io.Sha256;
import recipe4j.io.UntrustedText;

/**
 * Numbers in lines: commas, semicolons (and then perhaps decimal commas) or tabs between them, raw
 * or gzipped, with a header or without. One column may hold words.
 *
 * @param file it was read from
 * @param sha256 of the unpacked file
 * @param header names of the columns; empty if there is none
 * @param rows a number a column; NaN for a word
 * @param wordColumn the column with words, or -1
 * @param words by row
 */
record CsvTable(
    Path file,
    String sha256,
    List<String> header,
    List<float[]> rows,
    int wordColumn,
    Map<Integer, String> words) {
  /** Half a megapixel of "0.12345678,". */
  private static final int LONGEST_LINE = 8 << 20;

  /** 1.6 GB as float. */
  private static final long MOST_CELLS = 400_000_000;

  /**
   * Reads a file, of which memory is taken as the lines come.
   *
   * @throws InvalidDataException if it is no such table
   */
  static CsvTable read(Path file) throws IOException {
    var digest = Sha256.digest();
    try (DigestInputStream in = new DigestInputStream(Gzip.openUnpacked(file), digest);
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      Lines lines = new Lines(file, text, IdxArray.mostUnpacked(Files.size(file)));
      Builder table = new Builder(file);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          table.add(line, lines.number);
        }
      }
      if (table.rows.isEmpty()) {
        throw new InvalidDataException(
            file + ": a table must hold a line for each image, found none; give another file");
      }
      return new CsvTable(
          file, Sha256.hex(digest), table.header, table.rows, table.wordColumn, table.words);
    } catch (EOFException | ZipException e) {
      throw new InvalidDataException(
          "%s: a gzip file must be complete and unpack, found: %s; get it again"
              .formatted(file, UntrustedText.reason(e)),
          e);
    }
  }

  /** How many columns there are. */
  int columns() {
    return rows.get(0).length;
  }

  /** Lines of a bounded length, from a file that may be nothing but one line. */
  private static final class Lines {
    private final Path file;
    private final Reader text;
    private final char[] buffer = new char[1 << 16];
    private long left;
    private int at;
    private int end;
    private int number;

    Lines(Path file, Reader text, long most) {
      this.file = file;
      this.text = text;
      this.left = most;
    }

    @Nullable String next() throws IOException {
      StringBuilder line = new StringBuilder();
      number++;
      while (true) {
        if (at == end) {
          at = 0;
          end = Math.max(0, text.read(buffer));
          left -= end;
          if (end == 0) {
            return line.isEmpty() ? null : line.toString();
          }
        }
        int start = at;
        while (at < end && buffer[at] != '\n') {
          at++;
        }
        line.append(buffer, start, at - start);
        if (line.length() > LONGEST_LINE || left < 0) {
          throw new InvalidDataException(
              "%s: a table must have lines of at most 8 MB and unpack to at most 200 times its size, found more in line %s; give another file"
                  .formatted(file, number));
        }
        if (at < end) {
          at++;
          return line.toString();
        }
      }
    }
  }

  /** Takes line after line. */
  private static final class Builder {
    private final Path file;
    private final List<float[]> rows = new ArrayList<>();
    private final Map<Integer, String> words = new HashMap<>();
    private List<String> header = List.of();
    private char separator;
    private int columns = -1;
    private int wordColumn = -1;

    Builder(Path file) {
      this.file = file;
    }

    void add(String line, int number) throws InvalidDataException {
      if (columns < 0) {
        String first = line.startsWith("\uFEFF") ? line.substring(1) : line;
        separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
        List<String> cells = cells(first);
        columns = cells.size();
        if (columns < 2) {
          throw new InvalidDataException(
              "%s: a table must have columns of pixels and one of labels, found one; give another file"
                  .formatted(file));
        }
        if (isHeader(cells)) {
          header = cells;
          return;
        }
        line = first;
      }
      List<String> cells = cells(line);
      if (cells.size() != columns) {
        throw new InvalidDataException(
            "%s: every line must have %s columns, as the first has, found %s in line %s; correct the file"
                .formatted(file, columns, cells.size(), number));
      }
      float[] row = new float[columns];
      for (int c = 0; c < columns; c++) {
        row[c] = number(cells.get(c), separator == ';');
        if (Float.isNaN(row[c])) {
          word(cells.get(c), c, number);
        }
      }
      rows.add(row);
      if ((long) rows.size() * columns > MOST_CELLS) {
        throw new InvalidDataException(
            file + ": a table must have at most 400,000,000 cells, found more; split it");
      }
    }

    private void word(String cell, int column, int line) throws InvalidDataException {
      if (cell.isEmpty()
          || (wordColumn >= 0 && wordColumn != column)
          || (wordColumn < 0 && !rows.isEmpty())) {
        throw new InvalidDataException(
            "%s: a cell must hold a number, found %s in line %s, column %s; correct the file"
                .formatted(
                    file, cell.isEmpty() ? "none" : UntrustedText.brief(cell), line, column + 1));
      }
      wordColumn = column;
      words.put(rows.size(), cell);
    }

    /** Whether this is no image: words in several columns, or the columns' numbers. */
    private boolean isHeader(List<String> cells) {
      int named = 0;
      int counted = 0;
      float start = -1;
      for (String cell : cells) {
        float number = number(cell, separator == ';');
        if (Float.isNaN(number)) {
          named++;
          continue;
        }
        start = start < 0 ? number : start;
        counted += number == start + counted ? 1 : 0;
      }
      boolean counts = named + counted == columns && (start == 0 || (start == 1 && named == 1));
      return named > 1 || (named == 1 && columns == 2) || counts;
    }

    private List<String> cells(String line) {
      List<String> cells = new ArrayList<>(Math.max(8, columns));
      int start = 0;
      for (int i = 0; i <= line.length(); i++) {
        if (i == line.length() || line.charAt(i) == separator) {
          cells.add(cell(line.substring(start, i)));
          start = i + 1;
        }
      }
      return cells;
    }

    private static String cell(String text) {
      String plain = text.strip();
      boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
      return quoted ? plain.substring(1, plain.length() - 1).strip() : plain;
    }

    /** NaN for what is no number. */
    private static float number(String cell, boolean decimalComma) {
      if (cell.length() <= 3
          && !cell.isEmpty()
          && cell.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Integer.parseInt(cell);
      }
      String plain = decimalComma ? cell.replace(',', '.') : cell;
      boolean number = plain.length() <= 60 && plain.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
      try {
        return number ? Float.parseFloat(plain) : Float.NaN;
      } catch (NumberFormatException e) {
        return Float.NaN;
      }
    }
  }
}
