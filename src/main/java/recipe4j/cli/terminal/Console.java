package recipe4j.cli.terminal;

import java.io.PrintStream;

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

  /** Prints a warning as one line. */
  public void warn(String text) {
    err.printf("warning: %s%n", text);
  }

  /** For results with colours: our own escape sequences reach the terminal. */
  public PrintStream colouredOut() {
    return steering(out);
  }

  /** For progress bars, which are redrawn: our own escape sequences reach the terminal. */
  public PrintStream bars() {
    return steering(err);
  }

  private static PrintStream steering(PrintStream stream) {
    return stream instanceof Output output ? output.steering() : stream;
  }
}
