package recipe4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the documentation: none is out of reach, and every link leads to what is there. */
class DocsTest {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** Classes of DL4J and DataVec. */
  private static final Set<String> OF_OTHERS =
      Set.of("MultiLayerNetwork", "ModelSerializer", "ISchedule", "ImageRecordReader");

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
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
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

  private static final Pattern MEMBER = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w*)(?:\\(\\))?`");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z0-9]+[A-Z]\\w*)`");

  /** Sources by the name of their class, tests among them. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String root : List.of("src/main/java", "src/test/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.put(name, Files.readString(file));
        }
      }
    }
    return sources;
  }

  /** A renamed class or method must be renamed there too. */
  @Test
  void classesAndMethodsThatAreNamedAreThere() throws IOException {
    Map<String, String> sources = sources();
    List<Path> pages = new ArrayList<>(pages(DOCS.resolve("decisions"), 1));
    pages.add(DOCS.resolve("architecture.md"));
    pages.add(DOCS.resolve("engine.md"));
    List<String> wrong = new ArrayList<>();
    for (Path page : pages) {
      for (MatchResult found : MEMBER.matcher(text(page)).results().toList()) {
        String source = sources.getOrDefault(found.group(1), "");
        if (!Pattern.compile("\\b" + found.group(2) + "\\(").matcher(source).find()) {
          wrong.add(page + ": " + found.group());
        }
      }
      for (MatchResult found : TYPE.matcher(text(page)).results().toList()) {
        if (!sources.containsKey(found.group(1)) && !OF_OTHERS.contains(found.group(1))) {
          wrong.add(page + ": " + found.group());
        }
      }
    }
    assertThat(wrong).isEmpty();
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
