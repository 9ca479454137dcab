package recipe4j.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Whether the standard streams are a terminal, a file or a pipe, and how wide a terminal is. */
public final class Terminal {
  private static final int USUAL_COLUMNS = 80;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private Terminal() {}

  /** Whether standard error is a terminal that understands colours. */
  public static boolean isStandardError() {
    return isTerminal(2);
  }

  /** Whether standard output is a terminal that understands colours. */
  static boolean isStandardOutput() {
    return isTerminal(1);
  }

  /** Whether standard output is known to be a pipe, whose reader may end first. */
  public static boolean isOutputPipe() {
    return target(1).startsWith("pipe:");
  }

  private static boolean isTerminal(int number) {
    String term = System.getenv("TERM");
    if (System.getenv("NO_COLOR") != null || "dumb".equals(term)) {
      return false;
    }
    if (Files.exists(DESCRIPTORS)) {
      String target = target(number);
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    }
    return term != null && hasConsole();
  }

  /** The target of a file descriptor on Linux; elsewhere empty. */
  private static String target(int number) {
    try {
      return Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(number))).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /**
   * Characters in a line of the terminal: the variable COLUMNS, else what the terminal reports,
   * else 80.
   */
  public static int columns() {
    int known = number(System.getenv("COLUMNS"));
    known = known > 0 ? known : asked();
    return known > 0 ? known : USUAL_COLUMNS;
  }

  /** The width that the terminal reports, or 0. */
  private static int asked() {
    return secondNumber(
        new ProcessBuilder("stty", "size")
            .redirectInput(Path.of("/dev/tty").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD));
  }

  /** The second number that a program prints within a second, such as 80 of "24 80"; or 0. */
  static int secondNumber(ProcessBuilder program) {
    try {
      Process started = program.start();
      try (InputStream answer = started.getInputStream()) {
        if (started.waitFor(1, TimeUnit.SECONDS)) {
          String text = new String(answer.readNBytes(64), StandardCharsets.US_ASCII).strip();
          return number(text.substring(text.indexOf(' ') + 1));
        }
      } finally {
        started.destroyForcibly(); // which closes its output, too
      }
    } catch (IOException e) {
      return 0; // no such program, or no terminal
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** The number that a text holds if it is above 0, else 0. */
  private static int number(String text) {
    return text != null && text.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(text) : 0;
  }

  /** Before Java 22 a console is a terminal; since then it must be asked. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
