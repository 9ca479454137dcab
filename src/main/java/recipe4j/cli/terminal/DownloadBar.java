package recipe4j.cli.terminal;

import java.util.Locale;
import recipe4j.datasets.download.DownloadProgress;
import recipe4j.io.UntrustedText;

/** Progress of a download: a bar that is redrawn on a terminal, one line per file elsewhere. */
public final class DownloadBar implements DownloadProgress {
  private static final int WIDTH = 20;
  private static final String TO_LINE_START = "\r\u001b[K";
  private static final long REDRAW_NANOS = 50_000_000;

  private final Console console;
  private final int columns;
  private long drawn;

  /** A bar on the console. */
  public DownloadBar(Console console) {
    this.console = console;
    columns = console.terminal() ? Terminal.columns() : Integer.MAX_VALUE;
  }

  @Override
  public void bytes(String file, long done, long total) {
    boolean complete = done == total;
    long now = System.nanoTime();
    if (complete || (console.terminal() && now - drawn > REDRAW_NANOS)) {
      drawn = now;
      String size = String.format(Locale.ROOT, "%.1f MB", done / 1e6);
      // a bar that wraps to a second line can't be redrawn, so it is shortened
      int room = Math.max(0, Math.min(WIDTH, columns - file.length() - size.length() - 3));
      int filled = total <= 0 ? 0 : (int) (room * done / total);
      String bar = "━".repeat(filled) + "─".repeat(room - filled);
      print(file + " " + bar + " " + size + (complete ? System.lineSeparator() : ""));
    }
  }

  @Override
  public void message(String line) {
    print(UntrustedText.printableLines(line) + System.lineSeparator());
  }

  private void print(String text) {
    console.bars().print((console.terminal() ? TO_LINE_START : "") + text);
  }
}
