package recipe4j.train.history;

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
 * Reads metrics in JSON: Keras's {@code history.history}, bare or under the name "history", and
 * what {@code to_json} and {@code to_dict} of pandas make of it in any of their orientations.
 */
final class HistoryJson {
  private HistoryJson() {}

  static HistoryTable read(List<JsonNode> documents) {
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

  /** A list per metric, or an object from row number to value. */
  private static HistoryTable arrays(JsonNode history) {
    HistoryColumns table = new HistoryColumns();
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
    return table.table();
  }

  /** An object per epoch. */
  private static HistoryTable rows(List<JsonNode> rows) {
    return columns(rows, table -> {}, false);
  }

  private static HistoryTable columns(
      List<JsonNode> rows, java.util.function.Consumer<HistoryColumns> index, boolean indexed) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).isObject()) {
        throw new IllegalArgumentException(
            "an epoch must be an object such as {\"loss\": 0.5}, found %s at epoch %s"
                .formatted(rows.get(i), i));
      }
      rows.get(i).fieldNames().forEachRemaining(names::add);
      checkColumns(names.size());
    }
    HistoryColumns table = new HistoryColumns();
    index.accept(table);
    for (String name : names) {
      if (!indexed || !name.equals("index")) {
        add(table, name, map(rows, row -> row.path(name)));
      }
    }
    return table.table();
  }

  private static HistoryTable split(List<JsonNode> names, List<JsonNode> rows, JsonNode index) {
    checkColumns(names.size());
    HistoryColumns table = new HistoryColumns();
    if (index.size() == rows.size() && !index.isEmpty()) {
      add(table, "index", children(index));
    }
    for (int c = 0; c < names.size(); c++) {
      int column = c;
      add(table, names.get(c).asText(), map(rows, row -> row.path(column)));
    }
    return table.table();
  }

  private static void add(HistoryColumns table, String name, List<JsonNode> cells) {
    table.add(
        name,
        map(cells, HistoryJson::text),
        false,
        at -> "\"%s\" must hold numbers, found %s at epoch %s".formatted(name, cells.get(at), at));
  }

  private static void addIndex(HistoryColumns table, List<String> numbers) {
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
    HistoryColumns.checkColumns("a history", "metrics", found);
  }
}
