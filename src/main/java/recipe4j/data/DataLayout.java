package recipe4j.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How images and labels lie in the files of a user: what a reader can't know from the files alone.
 * A trained model keeps it, so that its images are read again as they were.
 *
 * @param transposed whether rows and columns are exchanged, as in EMNIST's files
 * @param firstLabel the label of class 0: 0 as in MNIST, 1 as in EMNIST's letters
 * @param keys names of the arrays of a NumPy archive or folder: images and labels to train with,
 *     then, if they are four, images and labels to test with; empty where their own names tell
 * @param labelColumn the column of a CSV that holds the labels: {@code first}, {@code last}, or its
 *     name in the header; empty where the file tells
 */
public record DataLayout(
    boolean transposed, int firstLabel, List<String> keys, String labelColumn) {
  private static final String TRANSPOSE = "transpose";
  private static final String FIRST_LABEL = "first-label";
  private static final String KEYS = "keys";
  private static final String LABEL_COLUMN = "label-column";

  /** As in MNIST, the names found out from the files. */
  public static final DataLayout DEFAULT = new DataLayout(false, 0, List.of(), "");

  /**
   * Checks the keys.
   *
   * @throws IllegalArgumentException if they are not none, two or four different names
   */
  public DataLayout {
    keys = List.copyOf(keys);
    boolean blank = keys.stream().anyMatch(String::isBlank);
    if (keys.size() % 2 != 0
        || keys.size() > 4
        || blank
        || keys.size() != keys.stream().distinct().count()) {
      throw new IllegalArgumentException(
          "keys must be two or four different names, such as x_train,y_train,x_test,y_test, found "
              + String.join(",", keys));
    }
  }

  /** {@return what differs from {@link #DEFAULT}, as plain values by the names of the options} */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(TRANSPOSE, transposed);
    map.put(FIRST_LABEL, firstLabel);
    map.put(KEYS, keys);
    map.put(LABEL_COLUMN, labelColumn);
    map.values().removeAll(List.of(false, 0, List.of(), ""));
    return map;
  }

  /**
   * {@return the layout of such a map; what is missing or of another kind is as in {@link
   * #DEFAULT}}
   *
   * @param map of a file, which is not trusted
   */
  public static DataLayout of(Map<String, Object> map) {
    List<String> names =
        map.get(KEYS) instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    try {
      return new DataLayout(
          Boolean.TRUE.equals(map.get(TRANSPOSE)),
          map.get(FIRST_LABEL) instanceof Integer first ? first : 0,
          names,
          map.get(LABEL_COLUMN) instanceof String name ? name : "");
    } catch (IllegalArgumentException e) { // a damaged file
      return DEFAULT;
    }
  }
}
