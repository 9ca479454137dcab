package recipe4j.cli.terminal;

import picocli.CommandLine;

/**
 * Looks, when a command has ended, whether its results arrived: a stream of Java's keeps silent.
 */
public final class ResultsOutput {
  /** What a shell reports of a program that SIGPIPE ended. */
  private static final int BROKEN_PIPE = 141;

  private ResultsOutput() {}

  /**
   * Turns a success whose results were lost into a failure, told in one line. Of a pipe whose
   * reader has seen enough, as {@code head} does, nothing is said.
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
