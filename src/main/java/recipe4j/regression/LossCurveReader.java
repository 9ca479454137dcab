package recipe4j.regression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;

/** Loss curves out of files; a file is taken for untrusted input. */
final class LossCurveReader {
  /** A hundred thousand epochs of figures, and nothing that hurts memory. */
  private static final long MAX_BYTES = 16L << 20;

  private LossCurveReader() {}

  static LossCurve read(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean json = name.endsWith(".json");
    if (!json && !name.endsWith(".csv")) {
      throw new IOException("a loss curve must be a .json or .csv file, found " + file);
    }
    checkReadable(file);
    try {
      return json ? json(readJson(file)) : csv(Files.readAllLines(file));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(file, UntrustedText.sentence(e.getMessage())), e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": a .csv file must be text in UTF-8, found other bytes", e);
    }
  }

  /** Any JSON with the numbers that Python writes, NaN and Infinity included. */
  static JsonNode readJson(Path file) throws IOException {
    checkReadable(file);
    JsonMapper mapper =
        JsonMapper.builder(UntrustedJson.factory())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    try {
      return mapper.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is no valid JSON (%s)"
              .formatted(file, UntrustedText.sentence(e.getOriginalMessage())),
          e);
    }
  }

  private static void checkReadable(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("no file at " + file);
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(
          "%s: must be at most %d bytes, found %d".formatted(file, MAX_BYTES, Files.size(file)));
    }
  }

  private static LossCurve json(JsonNode root) {
    JsonNode history = root.path("history").isObject() ? root.path("history") : root;
    if (!history.isObject()) {
      throw new IllegalArgumentException(
          "a history must be an object such as {\"loss\": [0.5, 0.4]}, found "
              + history.getNodeType().name().toLowerCase(Locale.ROOT));
    }
    Map<String, double[]> figures = new LinkedHashMap<>();
    history
        .properties()
        .forEach(entry -> figures.put(entry.getKey(), numbers(entry.getKey(), entry.getValue())));
    return LossCurve.of(0, figures);
  }

  /** The numbers of an array. */
  static double[] numbers(String name, JsonNode array) {
    if (!array.isArray()) {
      throw new IllegalArgumentException(
          "\"%s\" must be an array with a number per epoch, found %s"
              .formatted(name, array.getNodeType().name().toLowerCase(Locale.ROOT)));
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!array.get(i).isNumber()) {
        throw new IllegalArgumentException(
            "\"%s\" must hold numbers, found %s at epoch %d".formatted(name, array.get(i), i));
      }
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }

  private static LossCurve csv(List<String> lines) {
    List<String> header = lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
    if (!header.contains("epoch") || header.size() < 2) {
      throw new IllegalArgumentException(
          "the first line must name the columns, such as epoch,loss, found \"%s\""
              .formatted(lines.isEmpty() ? "" : lines.get(0)));
    }
    List<double[]> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        rows.add(row(lines.get(line), header.size(), line + 1));
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a curve needs at least one epoch, found none");
    }
    int epochColumn = header.indexOf("epoch");
    int first = (int) rows.get(0)[epochColumn];
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i)[epochColumn] != first + i) {
        throw new IllegalArgumentException(
            "epochs must follow each other, found %s where %d was due"
                .formatted(rows.get(i)[epochColumn], first + i));
      }
    }
    Map<String, double[]> figures = new LinkedHashMap<>();
    for (int c = 0; c < header.size(); c++) {
      int column = c;
      figures.put(header.get(c), rows.stream().mapToDouble(row -> row[column]).toArray());
    }
    return LossCurve.of(first, figures);
  }

  private static double[] row(String line, int columns, int number) {
    String[] cells = line.split(",", -1);
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "line %d must have %d columns, found %d".formatted(number, columns, cells.length));
    }
    double[] row = new double[columns];
    for (int c = 0; c < columns; c++) {
      row[c] = number(cells[c].strip(), number);
    }
    return row;
  }

  /** A number as Java or Python writes it. */
  private static double number(String cell, int line) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(cell);
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(
              "line %d must hold numbers, found \"%s\"".formatted(line, cell), e);
        }
      }
    };
  }
}
