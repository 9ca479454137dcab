package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files from a stranger, met by a user's command: one clear line, the documented code, no stack
 * trace, within ten seconds, in little memory.
 */
class MalformedFilesTest {
  @TempDir private static Path folder;

  private static final String LARGE = "bomb|million|billion|deep|20000|runs over|130,000|65,536";

  private static List<BadFile> made;

  static Stream<BadFile> files() throws IOException {
    if (made == null) {
      made = make();
    }
    return made.stream();
  }

  static Stream<BadFile> largeOnes() throws IOException {
    return files().filter(file -> file.name().matches(".*(" + LARGE + ").*"));
  }

  private static List<BadFile> make() throws IOException {
    return Stream.of(
            BadModels.in(Files.createTempDirectory(folder, "models")),
            BadData.in(Files.createTempDirectory(folder, "data")),
            BadTexts.in(Files.createTempDirectory(folder, "texts")))
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void isRefusedInOneLine(BadFile file) {
    Cli.Result result =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Cli.run(file.command().toArray()));
    result.failedWith(file.code(), file.words().toArray(String[]::new));
    String line = result.err().lines().filter(l -> l.startsWith("recipe4j: ")).findFirst().get();
    assertThat(line.length()).isLessThan(1000);
    assertThat(line.chars()).noneMatch(Character::isISOControl);
  }

  /** What takes memory first shows in a JVM that has little of it, and ND4J as well. */
  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @MethodSource("largeOnes")
  void needsLittleMemory(BadFile file) throws Exception {
    Path home = Files.createTempDirectory(folder, "home");
    Cli.process(home, Cli.SMALL_MEMORY, file.command().toArray())
        .failedWith(file.code(), file.words().toArray(String[]::new));
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(files()).hasSizeGreaterThan(24);
    assertThat(files().map(BadFile::name)).doesNotHaveDuplicates();
  }
}
