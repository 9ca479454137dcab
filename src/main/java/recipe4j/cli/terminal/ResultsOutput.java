package recipe4j.cli.terminal;

import picocli.CommandLine;

/** Checks after a command whether its results were written: a PrintStream throws no exception. */
public final class ResultsOutput {
  /** Exit code that a shell reports of a program that SIGPIPE ended. */
  private static final int BROKEN_PIPE = 141;

  private ResultsOutput() {}

  /**
   * Turns a success whose results were not written into a failure with a message. A pipe whose
   * reader has ended, such as {@code head}, gets no message.
   *
   * @param pipe whether the results went into a pipe
   * @param code the command's own exit code
   * @return that, or 1 or 141 if results were lost
   */
  public static int check(Console console, boolean pipe, int code) {
    boolean lost = console.out().checkError();
    if (!lost || code != CommandLine.ExitCode.OK) {
      return code;
    }
    if (pipe) {
      return BROKEN_PIPE;
    }
    console
        .err()
        .println(
            "recipe4j: cannot write all results to standard output (is its disk full?); make room or write them elsewhere");
    return CommandLine.ExitCode.SOFTWARE;
  }
}
