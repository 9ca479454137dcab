package recipe4j.data;

import java.util.List;

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
}
