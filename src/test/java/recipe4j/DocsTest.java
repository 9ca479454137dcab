package recipe4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the documentation: none is out of reach, and every link leads to what is there. */
class DocsTest {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  private static List<Path> pages(Path root, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(root, depth)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static String text(Path page) throws IOException {
    return CODE.matcher(Files.readString(page)).replaceAll("");
  }

  private static List<String> links(Path page) throws IOException {
    Matcher matcher = LINK.matcher(text(page));
    return matcher.results().map(found -> found.group(1)).toList();
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  private static List<String> anchors(Path page) throws IOException {
    Matcher matcher = HEADING.matcher(text(page));
    return matcher.results().map(found -> anchor(found.group(1))).toList();
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> pages = new ArrayList<>(pages(DOCS, 5));
    pages.addAll(pages(Path.of(""), 1));
    for (Path page : pages) {
      for (String link : links(page)) {
        if (link.contains(":")) {
          continue; // of another site
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        boolean found =
            Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
        if (!found) {
          broken.add(page + ": " + link);
        }
      }
    }
    assertThat(pages).hasSizeGreaterThan(20);
    assertThat(broken).isEmpty();
  }

  @Test
  void theIndexNamesEveryPage() throws IOException {
    for (Path index : List.of(DOCS.resolve("README.md"), DOCS.resolve("decisions/README.md"))) {
      List<Path> named = new ArrayList<>(List.of(index));
      for (String link : links(index)) {
        named.add(index.resolveSibling(link).normalize());
      }
      Path folder = index.getParent();
      List<Path> pages = new ArrayList<>(pages(folder, folder.equals(DOCS) ? 2 : 1));
      pages.removeIf(page -> folder.equals(DOCS) && page.startsWith("docs/decisions"));
      assertThat(named).containsAll(pages);
    }
  }
}
