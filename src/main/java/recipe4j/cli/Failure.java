package recipe4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import recipe4j.engine.MemoryLimits;
import recipe4j.io.UntrustedText;

/** How a failed command is told: in one line, with what to do. */
final class Failure {
  private Failure() {}

  /**
   * Prints the line.
   *
   * @param command what failed; a {@link Resumable} one says how to go on
   * @return the exit code
   */
  static int tell(Console console, Exception failure, Object command) {
    Throwable cause = unwrapped(failure);
    if (System.getenv("RECIPE4J_STACKTRACE") != null) {
      cause.printStackTrace(console.err());
    }
    String line = line(cause);
    if (command instanceof Resumable training) {
      line += training.wayOn().map(way -> "; " + way).orElse("");
    }
    console.err().printf("recipe4j: %s%n", line);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String line(Throwable cause) {
    Optional<String> memory = MemoryLimits.explain(cause);
    if (memory.isPresent()) {
      return memory.get();
    }
    boolean expected =
        cause instanceof IOException
            || cause instanceof UncheckedIOException
            || cause instanceof IllegalArgumentException;
    return expected
        ? oneLine(cause)
        : "unexpected %s; run again with RECIPE4J_STACKTRACE=1 and report it"
            .formatted(joined(innermost(cause).toString()));
  }

  private static Throwable innermost(Throwable e) {
    Throwable found = e;
    while (found.getCause() != null && found.getCause() != found) {
      found = found.getCause();
    }
    return found;
  }

  static String oneLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return joined(message);
  }

  private static String joined(String lines) {
    return UntrustedText.printable(lines.strip().replaceAll("\\s*\\R\\s*", "; "));
  }

  private static Throwable unwrapped(Exception failure) {
    return failure instanceof ExecutionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
