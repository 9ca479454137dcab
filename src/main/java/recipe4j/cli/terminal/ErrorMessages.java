package recipe4j.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import recipe4j.engine.Engines;
import recipe4j.engine.MemoryLimits;
import recipe4j.io.UntrustedText;

/** Prints why a command failed: one line with the remedy. */
public final class ErrorMessages {
  private ErrorMessages() {}

  /**
   * Prints the line.
   *
   * @param hint how the work can be resumed, added to the line; empty if there is no backup
   * @return the exit code
   */
  public static int tell(Console console, Exception failure, Optional<String> hint) {
    Throwable cause = unwrapped(failure);
    if (System.getenv("RECIPE4J_STACKTRACE") != null) {
      cause.printStackTrace(console.err());
    }
    String end = hint.map(text -> "; " + text).orElse("");
    console.note("recipe4j: %s", line(cause) + end);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String line(Throwable cause) {
    Optional<String> memory = MemoryLimits.explain(cause);
    if (memory.isPresent()) {
      return memory.get();
    }
    Optional<String> library = Engines.explainLoadFailure(cause);
    if (library.isPresent()) {
      return joined(library.get());
    }
    boolean expected =
        cause instanceof IOException
            || cause instanceof UncheckedIOException
            || cause instanceof IllegalArgumentException;
    return expected
        ? oneLine(cause)
        : "unexpected %s; run again with RECIPE4J_STACKTRACE=1 and report it"
            .formatted(joined(plainly(innermost(cause))));
  }

  private static Throwable innermost(Throwable e) {
    Throwable found = e;
    while (found.getCause() != null && found.getCause() != found) {
      found = found.getCause();
    }
    return found;
  }

  private static String plainly(Throwable e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }

  /** The message of an exception as one line. */
  public static String oneLine(Throwable e) {
    Throwable cause = e.getCause();
    Throwable
        explained = // Files.walk wraps the cause, and its message begins with the cause's class
        cause != null
                    && e instanceof UncheckedIOException
                    && cause.toString().equals(e.getMessage())
                ? cause
                : e;
    String message =
        explained.getMessage() == null
            ? explained.getClass().getSimpleName()
            : explained.getMessage();
    return joined(message + missingReason(explained));
  }

  /**
   * The explanation that Java's exceptions lack whose message is only the file's name; else empty.
   */
  private static String missingReason(Throwable e) {
    Throwable fault = e instanceof UncheckedIOException ? e.getCause() : e;
    if (!(fault instanceof FileSystemException file) || file.getReason() != null) {
      return "";
    }
    return fault instanceof AccessDeniedException
        ? ": permission denied; change its permissions"
        : fault instanceof NoSuchFileException
            ? ": there is no such file or folder"
            : fault instanceof NotDirectoryException
                ? ": this is no folder"
                : fault instanceof DirectoryNotEmptyException
                    ? ": a folder with something in it is where a file must be; move it away"
                    : fault instanceof FileAlreadyExistsException
                        ? ": there is a file or folder of that name already"
                        : fault instanceof FileSystemLoopException
                            ? ": its links lead in a circle"
                            : "";
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
