package recipe4j.report;

import java.io.IOException;
import java.nio.file.Path;

/** Pictures of a page, for the documentation and for people who work on it. */
final class ReportScreenshot {
  private ReportScreenshot() {}

  /**
   * Takes pictures of a page: its head, and the whole of it light, dark, narrow and printed.
   *
   * @param args the page, and the folder for the pictures
   */
  public static void main(String[] args) throws IOException {
    Path page = Path.of(args[0]).toAbsolutePath();
    Path shots = Path.of(args[1]);
    try (Browser browser = new Browser()) {
      browser.open(page, 1160, 1000, false);
      browser.screenshot(shots.resolve("head.png"), false);
      browser.screenshot(shots.resolve("light.png"), true);
      browser.print(shots.resolve("print.pdf"));
      browser.open(page, 1160, 1000, true);
      browser.screenshot(shots.resolve("head-dark.png"), false);
      browser.screenshot(shots.resolve("dark.png"), true);
      browser.open(page, 360, 740, true);
      browser.screenshot(shots.resolve("narrow.png"), true);
    }
  }
}
