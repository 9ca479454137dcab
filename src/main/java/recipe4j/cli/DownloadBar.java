package recipe4j.cli;

import java.util.Locale;
import recipe4j.data.DownloadProgress;

/** A download as a line: redrawn on a terminal, once per file elsewhere. */
final class DownloadBar implements DownloadProgress {
  private static final int WIDTH = 20;
  private static final long REDRAW_NANOS = 50_000_000;

  private final Console console;
  private long drawn;

  DownloadBar(Console console) {
    this.console = console;
  }

  @Override
  public void bytes(String file, long done, long total) {
    boolean complete = done == total;
    long now = System.nanoTime();
    if (complete || (console.terminal() && now - drawn > REDRAW_NANOS)) {
      drawn = now;
      String start = console.terminal() ? "\r\u001b[K" : "";
      int filled = total <= 0 ? 0 : (int) (WIDTH * done / total);
      console
          .err()
          .printf(
              Locale.ROOT,
              "%s%s %s%s %.1f MB%s",
              start,
              file,
              "━".repeat(filled),
              "─".repeat(WIDTH - filled),
              done / 1e6,
              complete ? System.lineSeparator() : "");
      console.err().flush();
    }
  }

  @Override
  public void message(String line) {
    console.err().println((console.terminal() ? "\r\u001b[K" : "") + line);
  }
}
