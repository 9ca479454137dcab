package recipe4j.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A known fault of a library.
 *
 * @param id as its database names it
 * @param component {@code group:artifact}
 * @param affected ranges of versions in Maven's notation
 * @param fixed the first version without it
 * @param reason why it does not reach recipe4j; empty if no affected version is used
 */
record Advisory(String id, String component, String affected, String fixed, String reason) {
  static final Path LIST = Path.of("src/test/supply/advisories.tsv");

  private static final Pattern RANGE = Pattern.compile("([\\[(])([^,\\])]*),([^\\])]*)([\\])])");

  /** The committed list. */
  static List<Advisory> all() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Advisory::of)
        .toList();
  }

  static Advisory of(String line) {
    String[] cells = line.split("\t", -1);
    assertThat(cells).as(line).hasSize(5).noneMatch(String::isBlank);
    return new Advisory(cells[0], cells[1], cells[2], cells[3], cells[4].replaceAll("^-$", ""));
  }

  /** Whether a component has the fault. */
  boolean affects(Component used) {
    if (!used.name().equals(component)) {
      return false;
    }
    Version version = Version.parse(used.version());
    Matcher range = RANGE.matcher(affected);
    boolean any = false;
    while (range.find()) {
      String low = range.group(2);
      String high = range.group(3);
      boolean above = low.isEmpty() || within(version, low, range.group(1).equals("["), 1);
      boolean below = high.isEmpty() || within(version, high, range.group(4).equals("]"), -1);
      any |= above && below;
    }
    return any;
  }

  private static boolean within(Version version, String bound, boolean inclusive, int side) {
    int order = side * version.compareTo(Version.parse(bound));
    return inclusive ? order >= 0 : order > 0;
  }
}
