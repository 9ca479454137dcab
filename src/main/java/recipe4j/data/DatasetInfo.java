package recipe4j.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The origin of a dataset; stored with every model that was trained on it.
 *
 * @param name short name, such as "mnist"
 * @param source where it was read from, as it is shown
 * @param sha256 file name to SHA-256 of the unpacked file, in hexadecimal
 * @param classes names of the classes, class 0 first; empty if they are only numbers
 * @param origin how it was loaded; empty for images that a program made itself
 */
public record DatasetInfo(
    String name,
    String source,
    Map<String, String> sha256,
    List<String> classes,
    Optional<DatasetOrigin> origin) {
  /** Keeps a copy of the checksums, sorted by file name, and of the classes. */
  public DatasetInfo {
    Objects.requireNonNull(origin, "origin");
    sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
    classes = List.copyOf(classes);
  }

  /**
   * A dataset whose classes are only numbers.
   *
   * @param name short name, such as "mnist"
   * @param source where it was read from, as it is shown
   * @param sha256 file name to SHA-256 of the unpacked file, in hexadecimal
   */
  public DatasetInfo(String name, String source, Map<String, String> sha256) {
    this(name, source, sha256, List.of(), Optional.empty());
  }

  /**
   * {@return whether another dataset's files are the same, under whatever names they lie; false if
   * nothing is known of either's files}
   */
  public boolean hasFilesOf(DatasetInfo other) {
    return !sha256.isEmpty() && sorted(sha256).equals(sorted(other.sha256));
  }

  private static List<String> sorted(Map<String, String> sums) {
    return sums.values().stream().sorted().toList();
  }
}
