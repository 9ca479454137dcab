package recipe4j.datasets.idx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recipe4j.data.InvalidDataException;

/** The four files of an IDX dataset. */
public enum IdxPart {
  TRAIN_IMAGES("train-images-idx3-ubyte", "train"),
  TRAIN_LABELS("train-labels-idx1-ubyte", "train"),
  TEST_IMAGES("t10k-images-idx3-ubyte", "t10k|test"),
  TEST_LABELS("t10k-labels-idx1-ubyte", "t10k|test");

  /** Image, row, column. */
  public static final int IMAGE_DIMENSIONS = 3;

  /** Label. */
  public static final int LABEL_DIMENSIONS = 1;

  private static final String PACKED = ".gz";

  private final String fileName;
  private final Pattern names;

  IdxPart(String fileName, String side) {
    this.fileName = fileName;
    String content = fileName.contains("images") ? "images[-.]idx[34]" : "labels[-.]idx[12]";
    // emnist-digits-train-images-idx3-ubyte.gz, t10k-labels.idx1-ubyte, test-labels-idx2-int
    String type = "-(?:ubyte|byte|short|int|float|double)";
    this.names = Pattern.compile("(?:.*[-_.])?(?:" + side + ")-" + content + type + "(?:\\.gz)?");
  }

  /** MNIST's own name for it, unpacked. */
  public String fileName() {
    return fileName;
  }

  /** MNIST's own name for it, packed. */
  public String packedName() {
    return fileName + PACKED;
  }

  /** Whether a file with this name holds this part of some dataset. */
  public boolean isNameOf(String name) {
    return names.matcher(name).matches();
  }

  /** {@return what stands for this part; there must be something} */
  public <T> T of(Map<IdxPart, T> parts) {
    return Objects.requireNonNull(parts.get(this));
  }

  /** Without the ending of a packed file. */
  public static String unpackedName(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
  }

  /**
   * Looks for the parts, raw or gzipped; of a file that is there both ways, takes the raw one.
   *
   * @throws FileNotFoundException if there is no such folder
   * @throws InvalidDataException if the folder holds two datasets
   */
  public static Map<IdxPart, Path> findIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileNotFoundException(
          "%s: the data folder must be a folder, found %s; give another one as --data"
              .formatted(folder, Files.exists(folder) ? "a file" : "nothing"));
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(Files::isRegularFile).sorted().toList(); // x before x.gz
    }
    Map<IdxPart, Path> found = new EnumMap<>(IdxPart.class);
    for (Path file : files) {
      for (IdxPart part : values()) {
        if (!part.isNameOf(file.getFileName().toString())) {
          continue;
        }
        Path other = found.putIfAbsent(part, file);
        if (other != null && !unpackedName(other).equals(unpackedName(file))) {
          throw new InvalidDataException(
              "%s: a folder must hold one dataset, found %s and %s; move one of them away"
                  .formatted(folder, other.getFileName(), file.getFileName()));
        }
      }
    }
    return found;
  }

  /** The same values, by MNIST's file names. */
  public static Map<String, String> byFileName(Map<IdxPart, String> values) {
    return values.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().fileName(), Map.Entry::getValue));
  }

  /** The parts that a folder lacks, for a message; empty if it has all four. */
  public static String missing(Map<IdxPart, Path> found) {
    return Stream.of(values())
        .filter(part -> !found.containsKey(part))
        .map(IdxPart::fileName)
        .collect(Collectors.joining(", "));
  }
}
