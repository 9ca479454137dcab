package recipe4j.data;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where a dataset came from; kept beside every model that was trained on it.
 *
 * @param name short name, such as "mnist"
 * @param source where it was read from, for people
 * @param sha256 file name to SHA-256 of the unpacked file, in hexadecimal
 */
public record DatasetInfo(String name, String source, Map<String, String> sha256) {
  /** Keeps a copy of the checksums, sorted by file name. */
  public DatasetInfo {
    sha256 = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
  }
}
