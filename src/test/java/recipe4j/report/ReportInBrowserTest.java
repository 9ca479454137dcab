package recipe4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.run.DrawnRun;
import recipe4j.run.Run;
import recipe4j.run.RunFolder;

/** The pages in a browser: silent, without a request, readable, within the window. */
@Tag("browser")
class ReportInBrowserTest {
  private static final Path SHOTS = Path.of("target/screenshots");

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Run run = DrawnRun.named("A run with a rather long name, drawn for a test");
    RunFolder.write(folder, run);
    RunPage.write(folder, run);
    Files.writeString(
        folder.resolve("comparison.html"),
        ComparisonPage.html(List.of(DrawnRun.named("first"), DrawnRun.named("second"))));
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "report.html, 1280, false",
    "report.html, 1280, true",
    "report.html, 360, false",
    "report.html, 360, true",
    "comparison.html, 1280, true",
    "comparison.html, 360, false"
  })
  void opensFromDisk(String name, int width, boolean dark) throws IOException {
    Path page = folder.resolve(name);
    browser.requests();
    browser.console();
    browser.open(page, width, 900, dark);
    assertThat(browser.requests())
        .contains(page.toUri().toString())
        .allMatch(url -> url.startsWith("data:") || url.endsWith("/" + name));
    assertThat(browser.console()).isEmpty();
    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
        .as("nothing is wider than the window")
        .isLessThanOrEqualTo(width);
    String paper = (String) browser.run("return getComputedStyle(document.body).backgroundColor");
    assertThat(paper).isEqualTo(dark ? "rgb(21, 25, 30)" : "rgb(252, 251, 248)");
    assertThat(browser.run("return document.querySelectorAll('figure').length")).isNotEqualTo(0L);
    assertThat(browser.accessibilityFaults()).isEmpty();
    browser.screenshot(
        SHOTS.resolve("%s-%d-%s.png".formatted(name, width, dark ? "dark" : "light")), true);
  }
}
