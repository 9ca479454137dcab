package recipe4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recipe4j writes does not depend on the language of the machine. */
class LocaleRulesTest {
  @TempDir private Path folder;

  @Test
  void everyNumberIsFormattedWithALocale() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String root : List.of("src/main/java", "notebooks-equivalent-java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    assertThat(sources).hasSizeGreaterThan(200);
    assertThat(LocaleRules.in(sources))
        .as(
            "say String.format(Locale.ROOT, ...) where a number is formatted, and toLowerCase(Locale.ROOT)")
        .isEmpty();
  }

  @Test
  void theRulesFindWhatDependsOnTheLocale() throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("A.java"),
            """
            import java.util.Locale;
            class A {
              String a = "%d".formatted(1);
              String b = ("%s and " + "%.2f").formatted(1, 2.0);
              String c = String.format("%,d", 1);
              String d = "I".toLowerCase();
              String e = new java.text.DecimalFormat("0.0").format(1.0);
              void f(String g) { System.out.printf("%5d%n", 1); System.out.printf(g, 1); }
              Object h = java.time.format.DateTimeFormatter.ofPattern("y");
              String ok = "%s: %x %c%n".formatted(1, 2, 'c') + String.format(Locale.ROOT, "%d", 1);
            }
            """);
    assertThat(LocaleRules.in(List.of(source)))
        .extracting(LocaleRules.Finding::line)
        .contains(3L, 4L, 5L, 6L, 8L)
        .doesNotContain(10L);
  }
}
