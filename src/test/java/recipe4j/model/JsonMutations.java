package recipe4j.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One wrong thing at a time, at every place of a tree of JSON. */
final class JsonMutations {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REMOVED = "nothing at all";

  /** What a value is replaced by; whether the result makes sense is left to the reader. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "-1",
          "0",
          "1",
          "7",
          "0.5",
          "1000000000",
          "1e300",
          "\"NaN\"",
          "\"-Infinity\"",
          "\"some text\"",
          "true",
          "[]",
          "{}",
          "[1]",
          "[0,0]",
          "[-1,2]",
          "[1,2,3]",
          "[null,null]");

  /**
   * A tree with one thing changed.
   *
   * @param place class and field, the same for all layers of a kind
   * @param change what stands there now
   * @param json the whole tree
   */
  record Mutation(String place, String change, String json) {
    @Override
    public String toString() {
      return place + " = " + change;
    }
  }

  private final JsonNode root;
  private final Map<String, Mutation> found = new LinkedHashMap<>();

  private JsonMutations(JsonNode root) {
    this.root = root;
  }

  /** All, but the same change in the same field of the same class once. */
  static List<Mutation> of(String json) throws IOException {
    JsonMutations mutations = new JsonMutations(JSON.readTree(json));
    mutations.visit(mutations.root, "");
    return new ArrayList<>(mutations.found.values());
  }

  private void visit(JsonNode node, String owner) throws IOException {
    if (node instanceof ObjectNode object) {
      String name = object.path("@class").asText(owner.isEmpty() ? "root" : owner);
      Map<String, JsonNode> whole = new LinkedHashMap<>();
      object.properties().forEach(field -> whole.put(field.getKey(), field.getValue()));
      for (String field : whole.keySet()) {
        JsonNode before = whole.get(field);
        String place = name.substring(name.lastIndexOf('.') + 1) + "." + field;
        change(place, value -> object.set(field, value), () -> object.remove(field), before);
        object.removeAll();
        object.setAll(whole); // in the same order
        visit(before, place);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode before = array.get(i);
        int index = i;
        change(owner + "[]", value -> array.set(index, value), null, before);
        array.set(i, before);
        visit(before, owner + "[]");
      }
    }
  }

  private void change(String place, Consumer<JsonNode> set, Runnable remove, JsonNode before)
      throws IOException {
    for (String value : VALUES) {
      JsonNode after = JSON.readTree(value);
      if (!after.equals(before)) {
        set.accept(after);
        keep(place, value);
      }
    }
    for (String word : before.isTextual() ? words(place, before.asText()) : Set.<String>of()) {
      set.accept(JSON.getNodeFactory().textNode(word));
      keep(place, word);
    }
    if (remove != null) {
      remove.run();
      keep(place, REMOVED);
    }
  }

  /** Other classes of the same kind, and other words of the same enumeration. */
  private static Set<String> words(String place, String before) {
    return ConfigurationWords.like(place.substring(place.indexOf('.') + 1), before);
  }

  private void keep(String place, String change) {
    found.computeIfAbsent(place + change, key -> new Mutation(place, change, root.toString()));
  }
}
