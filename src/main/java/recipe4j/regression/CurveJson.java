package recipe4j.regression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Figures in JSON: Keras's {@code history.history}, bare or under the name "history", and what
 * {@code to_json} and {@code to_dict} of pandas make of it in any of their orientations.
 */
final class CurveJson {
  private CurveJson() {}

  static LossCurve read(List<JsonNode> documents) {
    JsonNode root = documents.get(0);
    if (documents.size() > 1) {
      return rows(documents);
    }
    JsonNode history = root.path("history").isObject() ? root.path("history") : root;
    if (history.isArray() && !history.isEmpty() && history.get(0).isObject()) {
      return rows(children(history)); // orient="records"
    }
    if (!history.isObject()) {
      throw new IllegalArgumentException(
          "a history must be an object such as {\"loss\": [0.5, 0.4]}, found "
              + history.getNodeType().name().toLowerCase(Locale.ROOT));
    }
    JsonNode data = history.path("data");
    if (data.isArray() && history.path("columns").isArray()) { // orient="split"
      return split(children(history.path("columns")), children(data), history.path("index"));
    }
    if (data.isArray() && history.path("schema").isObject()) { // orient="table"
      return rows(children(data));
    }
    boolean numbered =
        !history.isEmpty()
            && history.properties().stream()
                .allMatch(e -> e.getKey().matches("\\d{1,9}") && e.getValue().isObject());
    if (numbered) { // orient="index"
      Map<String, JsonNode> byRow = new LinkedHashMap<>();
      history.properties().forEach(e -> byRow.put(e.getKey(), e.getValue()));
      List<String> order = sorted(byRow.keySet());
      return columns(
          order.stream().map(byRow::get).toList(), table -> addIndex(table, order), true);
    }
    return arrays(history);
  }

  /** A list per figure, or an object of its rows' numbers and values. */
  private static LossCurve arrays(JsonNode history) {
    CurveColumns table = new CurveColumns();
    checkColumns(history.size());
    List<String> index = null;
    for (Map.Entry<String, JsonNode> entry : history.properties()) {
      String name = entry.getKey();
      JsonNode node = entry.getValue();
      if (node.isObject()
          && !node.isEmpty()
          && node.properties().stream().allMatch(e -> e.getKey().matches("\\d{1,9}"))) {
        Map<String, JsonNode> cells = new LinkedHashMap<>();
        node.properties().forEach(e -> cells.put(e.getKey(), e.getValue()));
        List<String> order = sorted(cells.keySet());
        if (index == null) {
          index = order;
          addIndex(table, order);
        } else if (!index.equals(order)) {
          throw new IllegalArgumentException(
              "every metric of a curve needs a value for each of the same epochs, found others for \"%s\""
                  .formatted(name));
        }
        add(table, name, order.stream().map(cells::get).toList());
      } else if (node.isArray()) {
        add(table, name, children(node));
      } else {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        table.leaveOut(
            name,
            "is no array",
            "\"%s\" must be an array with a number per epoch, found %s".formatted(name, kind));
      }
    }
    return table.curve();
  }

  /** An object per epoch. */
  private static LossCurve rows(List<JsonNode> rows) {
    return columns(rows, table -> {}, false);
  }

  private static LossCurve columns(
      List<JsonNode> rows, java.util.function.Consumer<CurveColumns> index, boolean indexed) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).isObject()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "an epoch must be an object such as {\"loss\": 0.5}, found %s at epoch %d",
                rows.get(i),
                i));
      }
      rows.get(i).fieldNames().forEachRemaining(names::add);
      checkColumns(names.size());
    }
    CurveColumns table = new CurveColumns();
    index.accept(table);
    for (String name : names) {
      if (!indexed || !name.equals("index")) {
        add(table, name, map(rows, row -> row.path(name)));
      }
    }
    return table.curve();
  }

  private static LossCurve split(List<JsonNode> names, List<JsonNode> rows, JsonNode index) {
    checkColumns(names.size());
    CurveColumns table = new CurveColumns();
    if (index.size() == rows.size() && !index.isEmpty()) {
      add(table, "index", children(index));
    }
    for (int c = 0; c < names.size(); c++) {
      int column = c;
      add(table, names.get(c).asText(), map(rows, row -> row.path(column)));
    }
    return table.curve();
  }

  private static void add(CurveColumns table, String name, List<JsonNode> cells) {
    table.add(
        name,
        map(cells, CurveJson::text),
        false,
        at ->
            String.format(
                Locale.ROOT,
                "\"%s\" must hold numbers, found %s at epoch %d",
                name,
                cells.get(at),
                at));
  }

  private static void addIndex(CurveColumns table, List<String> numbers) {
    table.add("index", numbers, false, at -> numbers.get(at));
  }

  private static String text(JsonNode cell) {
    return cell.isNull() || cell.isMissingNode()
        ? ""
        : cell.isValueNode() && !cell.isBoolean() ? cell.asText() : cell.getNodeType().name();
  }

  private static List<String> sorted(Set<String> numbers) {
    return numbers.stream().sorted(Comparator.comparingInt(Integer::parseInt)).toList();
  }

  private static List<JsonNode> children(JsonNode array) {
    List<JsonNode> children = new ArrayList<>(array.size());
    array.forEach(children::add);
    return children;
  }

  private static <T, R> List<R> map(List<T> list, Function<T, R> function) {
    return list.stream().map(function).toList();
  }

  private static void checkColumns(int found) {
    if (found > CurveColumns.MAX_COLUMNS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a history must have at most %d figures, found %d",
              CurveColumns.MAX_COLUMNS,
              found));
    }
  }
}
