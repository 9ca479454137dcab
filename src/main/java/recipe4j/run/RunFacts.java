package recipe4j.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a run was made and what came of it: the content of {@code run.json}. The sections hold plain
 * values: strings, numbers, booleans, null, lists and maps of them.
 *
 * @param format of the file, {@value #FORMAT}
 * @param started when, as ISO 8601 in UTC
 * @param options every option of the training, null where it was not given
 * @param versions of recipe4j, Deeplearning4j, Java, oneDNN and ND4J's binary
 * @param machine processor, instructions, threads, engine, operating system
 * @param dataset name, source, SHA-256 sums, numbers of images, shape
 * @param timings in seconds, epoch by epoch and in total
 * @param outcome epochs (0-based), diagnosis, test loss and accuracy
 */
public record RunFacts(
    int format,
    String started,
    Map<String, Object> options,
    Map<String, Object> versions,
    Map<String, Object> machine,
    Map<String, Object> dataset,
    Map<String, Object> timings,
    Map<String, Object> outcome) {
  /** Format of the files that this version writes and reads. */
  public static final int FORMAT = 1;

  /**
   * Keeps copies.
   *
   * @throws IllegalArgumentException if the format is another one
   */
  public RunFacts {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "format must be %s, found %s; take the recipe4j that wrote it".formatted(FORMAT, format));
    }
    options = copy(options);
    versions = copy(versions);
    machine = copy(machine);
    dataset = copy(dataset);
    timings = copy(timings);
    outcome = copy(outcome);
  }

  /**
   * {@return a number in a section; empty if there is none}
   *
   * @param section such as {@link #outcome}
   * @param name such as test_accuracy
   */
  public static OptionalDouble number(Map<String, Object> section, String name) {
    return section.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /**
   * {@return text in a section; empty if there is none}
   *
   * @param section such as {@link #versions}
   * @param name such as java
   */
  public static String text(Map<String, Object> section, String name) {
    Object value = section.get(name);
    return value == null ? "" : value.toString();
  }

  /** A copy that keeps the order and null, other than Map.copyOf. */
  private static Map<String, Object> copy(Map<String, Object> values) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
