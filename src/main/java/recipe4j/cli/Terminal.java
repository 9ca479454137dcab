package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a person's terminal from a file or a pipe. */
final class Terminal {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private Terminal() {}

  /** Whether standard error is a terminal that understands colours. */
  static boolean isStandardError() {
    return isTerminal(2);
  }

  /** Whether standard output is a terminal that understands colours. */
  static boolean isStandardOutput() {
    return isTerminal(1);
  }

  /** Whether standard output is known to be a pipe, whose reader may go before the end. */
  static boolean isOutputPipe() {
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

  /** What a descriptor stands for, where Linux tells; else empty. */
  private static String target(int number) {
    try {
      return Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(number))).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
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
