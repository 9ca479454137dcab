package recipe4j.datasets.array;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import recipe4j.data.DataLayout;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageDataset;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LoadedDataset;
import recipe4j.io.UntrustedText;

/**
 * A dataset of a table with an image a line, as Kaggle has its digits: a label and the pixels. The
 * column of the labels is known by its name, by words in it, or, first or last, by being the one of
 * the two that changes, since a corner of digits does not.
 */
public final class CsvDataset {
  private static final Pattern FILE = Pattern.compile("(?i).*\\.(csv|tsv)(\\.gz)?");
  private static final Set<String> LABEL =
      Set.of("label", "labels", "class", "target", "y", "digit", "category");
  private static final Set<String> INDEX = Set.of("", "unnamed: 0", "index", "id", "imageid");
  private static final Pattern LAST_PIXEL = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

  private CsvDataset() {}

  /** Whether a file is a table, by its name. */
  public static boolean isCsv(Path file) {
    return FILE.matcher(String.valueOf(file.getFileName())).matches();
  }

  /**
   * Reads a table, or two.
   *
   * @param place a file, or a folder with one, or with one that has train and one that has test in
   *     its name
   * @param layout where the labels are, and how images lie
   * @param validationSplit from 0 to below 1
   * @return the dataset
   * @throws InvalidDataException if there are not the files that it takes, or one breaks a rule
   * @throws IOException if a file can't be read
   */
  public static LoadedDataset load(Path place, DataLayout layout, double validationSplit)
      throws IOException {
    ImageDataset.checkValidationSplit(validationSplit);
    List<String> notes = new ArrayList<>();
    Path trainFile = place;
    Path testFile = null;
    if (Files.isDirectory(place)) {
      List<Path> files;
      try (Stream<Path> listed = Files.list(place)) {
        files = listed.filter(Files::isRegularFile).filter(CsvDataset::isCsv).sorted().toList();
      }
      trainFile = only(place, files, files.size() == 1 ? "" : "train");
      testFile =
          files.stream().noneMatch(file -> named(file, "test") && files.size() > 1)
              ? null
              : only(place, files, "test");
    }
    CsvTable train = CsvTable.read(trainFile);
    int label = labelColumn(train, layout.labelColumn());
    if (label < 0) {
      throw new InvalidDataException(
          "%s: it must be clear which column holds the labels, found %s columns and none that tells; give --label-column first, last or its name"
              .formatted(trainFile, train.columns()));
    }
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put(String.valueOf(trainFile.getFileName()), train.sha256());
    NumberArray images = images(train, label);
    NumberArray labels = labels(train, label);
    CsvTable test = null;
    if (testFile != null) {
      test = CsvTable.read(testFile);
      String name = String.valueOf(testFile.getFileName());
      if (test.columns() == train.columns() - 1) {
        notes.add(name + " has no labels and is left out");
        test = null;
      } else if (test.columns() != train.columns()) {
        throw new InvalidDataException(
            "%s: it must have the %s columns of %s, found %s; give tables that belong together"
                .formatted(testFile, train.columns(), trainFile, test.columns()));
      } else {
        sums.put(name, test.sha256());
      }
    }
    return new ArrayDataset(
            images,
            labels,
            test == null ? null : images(test, label),
            test == null ? null : labels(test, label))
        .join(DatasetChoice.CSV, place, sums, layout, validationSplit, notes);
  }

  private static boolean named(Path file, String word) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).contains(word);
  }

  private static Path only(Path place, List<Path> files, String word) throws IOException {
    List<Path> found = files.stream().filter(file -> named(file, word)).toList();
    if (found.size() != 1) {
      throw new FileNotFoundException(
          "%s: the folder must hold one table, or one with train and one with test in its name, found %s; give the file as --data"
              .formatted(
                  place,
                  files.isEmpty()
                      ? "none"
                      : UntrustedText.brief(
                          String.join(
                              ", ", files.stream().map(f -> f.getFileName() + "").toList()))));
    }
    return found.get(0);
  }

  /** The first column that is no index. */
  private static int first(CsvTable table) {
    boolean index =
        !table.header().isEmpty() && INDEX.contains(table.header().get(0).toLowerCase(Locale.ROOT));
    return index ? 1 : 0;
  }

  /** The column with the labels, or -1. */
  private static int labelColumn(CsvTable table, String wanted) throws InvalidDataException {
    int first = first(table);
    int last = table.columns() - 1;
    if (wanted.equals("first") || wanted.equals("last")) {
      return wanted.equals("first") ? first : last;
    }
    List<Integer> named =
        IntStream.range(0, table.header().size())
            .filter(
                c -> {
                  String name = table.header().get(c).toLowerCase(Locale.ROOT);
                  return wanted.isEmpty()
                      ? LABEL.contains(name)
                      : name.equals(wanted.toLowerCase(Locale.ROOT));
                })
            .boxed()
            .toList();
    if (named.size() == 1) {
      return named.get(0);
    }
    if (!wanted.isEmpty()) {
      throw new InvalidDataException(
          "%s: there must be one column %s, found %s; correct --label-column"
              .formatted(
                  table.file(),
                  UntrustedText.brief(wanted),
                  table.header().isEmpty()
                      ? "no header"
                      : UntrustedText.brief(String.join(", ", table.header()))));
    }
    if (table.wordColumn() >= 0) {
      return table.wordColumn();
    }
    boolean firstVaries = varies(table, first);
    return firstVaries == varies(table, last) ? -1 : firstVaries ? first : last;
  }

  private static boolean varies(CsvTable table, int column) {
    float value = table.rows().get(0)[column];
    return table.rows().stream().anyMatch(row -> row[column] != value);
  }

  private static NumberArray images(CsvTable table, int label) throws InvalidDataException {
    if (table.wordColumn() >= 0 && table.wordColumn() != label) {
      throw new InvalidDataException(
          "%s: pixels must be numbers, found words in column %s; correct the file or --label-column"
              .formatted(table.file(), table.wordColumn() + 1));
    }
    int[] columns =
        IntStream.range(first(table), table.columns()).filter(c -> c != label).toArray();
    List<float[]> rows = table.rows();
    int[] shape = {rows.size(), columns.length};
    String lastName =
        table.header().isEmpty() || columns.length == 0
            ? ""
            : table.header().get(columns[columns.length - 1]);
    Matcher size = LAST_PIXEL.matcher(lastName);
    if (size.matches()
        && Integer.parseInt(size.group(1)) * Integer.parseInt(size.group(2)) == columns.length) {
      shape =
          new int[] {rows.size(), Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))};
    }
    return NumberArray.of(
        table.file().toString(),
        shape,
        index -> rows.get(index / columns.length)[columns[index % columns.length]],
        table.sha256());
  }

  private static NumberArray labels(CsvTable table, int label) {
    int[] shape = {table.rows().size()};
    String name = table.file().toString();
    if (table.wordColumn() != label) {
      return NumberArray.of(name, shape, row -> table.rows().get(row)[label], table.sha256());
    }
    return NumberArray.ofWords(
        name,
        shape,
        row -> {
          @Nullable String word = table.words().get(row);
          float number = table.rows().get(row)[label];
          return word != null
              ? word
              : number == Math.rint(number) ? (int) number + "" : number + "";
        },
        table.sha256());
  }
}
