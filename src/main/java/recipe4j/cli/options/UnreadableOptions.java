package recipe4j.cli.options;

import java.io.IOException;
import picocli.CommandLine.Option;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.ErrorMessages;
import recipe4j.datasets.pictures.UnreadablePictures;

/** What becomes of pictures that can't be read. */
public final class UnreadableOptions {
  /** A folder of a thousand bad files is told by its first ones. */
  private static final int MOST_TOLD = 20;

  @Option(
      names = "--strict",
      fallbackValue = "true",
      description =
          "Stop at the first picture that can't be read; else it is said and left out, and it is a failure only if none can be.")
  private boolean strict;

  Tally on(Console console) {
    return new Tally(console);
  }

  /** Tells of the pictures that are left out. */
  public final class Tally implements UnreadablePictures {
    private final Console console;
    private int leftOut;

    private Tally(Console console) {
      this.console = console;
    }

    @Override
    public void leftOut(IOException fault) throws IOException {
      if (strict) {
        throw fault;
      }
      if (leftOut++ < MOST_TOLD) {
        console.err().println("left out: " + ErrorMessages.oneLine(fault));
      }
    }

    /** Says how many there were, if any. */
    void sum(String read) {
      if (leftOut > 0) {
        console.err().printf("%s read, %s left out; --strict stops at the first%n", read, leftOut);
      }
    }
  }
}
