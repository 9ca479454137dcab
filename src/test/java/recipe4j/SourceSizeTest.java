package recipe4j;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages that one takes in at a glance, files that one reads in a sitting. */
class SourceSizeTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final int FILES = 25;
  private static final int LINES = 300;

  /** Files above that, for now. */
  private static final Map<String, Integer> MORE_LINES =
      Map.of(
          "recipe4j/engine/AcceleratedNetwork.java", 389,
          "recipe4j/engine/plan/PlanBuilder.java", 320);

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(MAIN::relativize).toList();
    }
  }

  @Test
  void noPackageHasMoreThan25Files() throws IOException {
    Map<String, Long> counts =
        sources().stream().collect(groupingBy(file -> name(file.getParent()), counting()));
    assertThat(counts).hasSizeGreaterThan(20);
    counts.entrySet().removeIf(e -> e.getValue() <= FILES);
    assertThat(counts).isEmpty();
  }

  @Test
  void noFileHasMoreThan300Lines() throws IOException {
    Map<String, Integer> tooLong = new TreeMap<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(MAIN.resolve(file)).size();
      if (lines > MORE_LINES.getOrDefault(name(file), LINES)) {
        tooLong.put(name(file), lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static String name(Path file) {
    return file.toString().replace('\\', '/');
  }
}
