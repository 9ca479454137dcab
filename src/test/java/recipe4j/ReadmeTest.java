package recipe4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Chinese README says what the English one says, and both say what is so. */
class ReadmeTest {
  private static final String ENGLISH = "README.md";
  private static final String CHINESE = "README.zh-CN.md";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern CODE = Pattern.compile("`(--[a-z-]+|recipe4j [a-z-]+)[^`]*`");

  @TempDir private Path folder;

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  /** Without what is said about it. */
  private static List<String> blocks(String file) throws IOException {
    return BLOCK
        .matcher(read(file))
        .results()
        .map(block -> block.group(1) + "\n" + block.group(2))
        .map(text -> text.replaceAll("(?m) *(//|#).*$", ""))
        .toList();
  }

  private static Set<String> found(Pattern pattern, String file) throws IOException {
    Matcher matcher = pattern.matcher(BLOCK.matcher(read(file)).replaceAll(""));
    return matcher.results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void bothShowTheSameCommandsAndPrograms() throws IOException {
    assertThat(blocks(CHINESE)).isEqualTo(blocks(ENGLISH));
    assertThat(blocks(ENGLISH)).hasSizeGreaterThan(4);
  }

  @Test
  void bothHaveTheSameLinksAndOptions() throws IOException {
    Set<String> english = found(LINK, ENGLISH);
    english.remove("](" + CHINESE + ")");
    Set<String> chinese = found(LINK, CHINESE);
    chinese.remove("](" + ENGLISH + ")");
    assertThat(chinese).isEqualTo(english).hasSizeGreaterThan(10);
    assertThat(found(CODE, CHINESE)).isEqualTo(found(CODE, ENGLISH)).hasSizeGreaterThan(5);
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    for (String link : found(LINK, ENGLISH)) {
      String place = link.substring(2, link.length() - 1).replaceAll("#.*", "");
      if (!place.startsWith("http")) {
        assertThat(Path.of(place)).exists();
      }
    }
  }

  /** As it stands there, imports and all. */
  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void theProgramCompiles(String readme) throws IOException {
    Matcher program = Pattern.compile("(?ms)^```java\\n(.*?)^```$").matcher(read(readme));
    assertThat(program.find()).isTrue();
    String imports =
        program
            .group(1)
            .lines()
            .filter(l -> l.startsWith("import "))
            .collect(Collectors.joining("\n"));
    String body =
        program
            .group(1)
            .lines()
            .filter(l -> !l.startsWith("import "))
            .collect(Collectors.joining("\n"));
    Path source =
        Files.writeString(
            folder.resolve("Readme.java"),
            imports + "\nclass Readme { void run() throws Exception {\n" + body + "\n} }\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", folder.toString());
      boolean compiled =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).isTrue();
    }
  }

  /** The versions there are those of this project. */
  @Test
  void theExampleIsOfThisVersion() throws IOException {
    String pom = read("pom.xml");
    String example = read("docs/examples/regression-test/pom.xml");
    for (String name : Stream.of("junit", "logback").toList()) {
      Matcher version = Pattern.compile("<" + name + ".version>([^<]+)<").matcher(pom);
      assertThat(version.find()).isTrue();
      assertThat(example).contains("<version>" + version.group(1) + "</version>");
    }
    Matcher own =
        Pattern.compile("<artifactId>recipe4j</artifactId>\\s*<version>([^<]+)<").matcher(pom);
    assertThat(own.find()).isTrue();
    assertThat(example).contains("<version>" + own.group(1) + "</version>");
  }
}
