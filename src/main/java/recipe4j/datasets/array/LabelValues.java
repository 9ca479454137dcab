package recipe4j.datasets.array;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import recipe4j.data.InvalidDataException;
import recipe4j.io.UntrustedText;

/**
 * Labels of one array: whole numbers in any type, words, or rows with a single 1 (one-hot).
 *
 * @param name of the array, for messages
 * @param numbers a label an image; empty if they are words
 * @param words a label an image; null if they are numbers
 * @param columns of one-hot rows; 0 if they are none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LabelValues(String name, int[] numbers, String @Nullable [] words, int columns) {
  /** No classifier of images has more; an error in a file may well. */
  private static final int MOST_CLASSES = 10_000;

  /** Columns of QMNIST's labels: the class, then where the digit comes from. */
  private static final int QMNIST = 8;

  static LabelValues of(NumberArray array, List<String> notes) throws InvalidDataException {
    int[] shape = array.shape();
    int count = shape.length == 0 ? 0 : shape[0];
    int columns = count == 0 ? 0 : array.count() / count;
    boolean flat = Arrays.stream(shape).skip(1).allMatch(n -> n == 1);
    if (count == 0 || columns == 0 || (!flat && (shape.length != 2 || array.isWords()))) {
      throw new InvalidDataException(
          "%s: labels must have the dimensions N, or NxK with a single 1 a row, found %s; reshape them"
              .formatted(array.name(), array.dimensions()));
    }
    if (array.isWords()) {
      String[] words =
          IntStream.range(0, count).mapToObj(i -> array.word(i).strip()).toArray(String[]::new);
      boolean whole = Arrays.stream(words).allMatch(word -> word.matches("-?\\d{1,9}"));
      return whole
          ? new LabelValues(
              array.name(), Arrays.stream(words).mapToInt(Integer::parseInt).toArray(), null, 0)
          : new LabelValues(array.name(), new int[0], words, 0);
    }
    int[] numbers = new int[count];
    if (flat) {
      for (int i = 0; i < count; i++) {
        numbers[i] = whole(array, i, i);
      }
      return new LabelValues(array.name(), numbers, null, 0);
    }
    for (int i = 0; i < count; i++) {
      numbers[i] = one(array, i, columns);
    }
    int other = IntStream.range(0, count).filter(i -> numbers[i] < 0).findFirst().orElse(-1);
    if (other >= 0 && columns == QMNIST) {
      for (int i = 0; i < count; i++) {
        numbers[i] = whole(array, i * columns, i);
      }
      notes.add("of the 8 columns of its labels the first is taken, as in QMNIST");
      return new LabelValues(array.name(), numbers, null, 0);
    }
    if (other >= 0) {
      throw new InvalidDataException(
          "%s: a row of labels must hold a single 1 and else 0, found another for image %s; give a class each"
              .formatted(array.name(), other));
    }
    return new LabelValues(array.name(), numbers, null, columns);
  }

  private static int whole(NumberArray array, int at, int image) throws InvalidDataException {
    double value = array.at(at);
    if (value != Math.rint(value) || Math.abs(value) > 1e9) { // NaN too
      throw new InvalidDataException(
          String.format(
              Locale.ROOT,
              "%s: labels must be whole numbers or words, found %s for image %s; correct the file",
              array.name(),
              (float) value,
              image));
    }
    return (int) value;
  }

  /** The place of the only 1 of a row, or -1. */
  private static int one(NumberArray array, int row, int columns) {
    int found = -1;
    for (int k = 0; k < columns; k++) {
      double value = array.at(row * columns + k);
      if (value != 0 && (value != 1 || found >= 0)) {
        return -1;
      }
      found = value == 1 ? k : found;
    }
    return found;
  }

  int count() {
    return words == null ? numbers.length : words.length;
  }

  /** The names of the classes, sorted; empty if they are numbers. */
  List<String> classes() {
    return words == null ? List.of() : List.copyOf(new TreeSet<>(Arrays.asList(words)));
  }

  /** How many classes there are in the labels to train with. */
  int classCount(int first) {
    int highest = Arrays.stream(numbers).max().orElse(0) - first + 1;
    return words != null ? classes().size() : Math.max(columns, highest);
  }

  /** The classes from 0. */
  int[] numbers(int first, LabelValues train) throws InvalidDataException {
    List<String> names = train.classes();
    int classes = train.classCount(first);
    if (classes < 1 || classes > MOST_CLASSES) {
      throw new InvalidDataException(
          "%s: there must be 1 to %s classes, found %s; correct the labels or give --first-label"
              .formatted(name, MOST_CLASSES, classes));
    }
    int[] found = new int[count()];
    for (int i = 0; i < found.length; i++) {
      int number =
          words == null
              ? names.isEmpty() ? numbers[i] - first : -1
              : Collections.binarySearch(names, words[i]);
      if (number < 0 || number >= classes) {
        throw new InvalidDataException(
            "%s: labels must be %s, as in the training part, found %s for image %s; correct the file"
                .formatted(
                    name,
                    names.isEmpty()
                        ? "%s to %s".formatted(first, first + classes - 1)
                        : UntrustedText.brief(String.join(", ", names)),
                    words == null ? numbers[i] : UntrustedText.brief(words[i]),
                    i));
      }
      found[i] = number;
    }
    return found;
  }

  /** Says that the labels start above 0, which makes a class without images. */
  void noteFirst(int first, List<String> notes) {
    int lowest = Arrays.stream(numbers).min().orElse(0);
    if (words == null && columns == 0 && first == 0 && lowest > 0) {
      notes.add(
          "its labels start at %s, so classes below have no images: --first-label %s counts from there"
              .formatted(lowest, lowest));
    }
  }
}
