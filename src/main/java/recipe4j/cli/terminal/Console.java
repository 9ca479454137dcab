package recipe4j.cli.terminal;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress, notices and errors
 * @param terminal whether {@code err} is a terminal, on which a bar may be redrawn
 */
public record Console(PrintStream out, PrintStream err, boolean terminal) {
  /** The same console without terminal control characters from files that are not trusted. */
  public Console guarded() {
    return new Console(Output.to(out), Output.to(err), terminal);
  }

  /** Prints a line of results; values lose their line ends. */
  public void result(String format, @Nullable Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }

  /** Prints a line of progress, or a notice; values lose their line ends. */
  public void note(String format, @Nullable Object... values) {
    err.printf(Locale.ROOT, format + "%n", values);
  }

  /** Prints a warning as one line. */
  public void warn(String text) {
    note("warning: %s", text);
  }

  /** The stream for results with colours: our own escape sequences reach the terminal. */
  public PrintStream colouredOut() {
    return steering(out);
  }

  /** The stream for progress bars: our own escape sequences reach the terminal. */
  public PrintStream bars() {
    return steering(err);
  }

  private static PrintStream steering(PrintStream stream) {
    return stream instanceof Output output ? output.steering() : stream;
  }
}
