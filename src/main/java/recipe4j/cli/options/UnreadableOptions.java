package recipe4j.cli.options;

import java.io.IOException;
import picocli.CommandLine.Option;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.ErrorMessages;
import recipe4j.datasets.pictures.UnreadablePictures;

/** Option to stop at pictures that can't be read, which otherwise are left out. */
public final class UnreadableOptions {
  /** Most pictures that are named one by one; more are only counted. */
  private static final int MOST_TOLD = 20;

  @Option(
      names = "--strict",
      fallbackValue = "true",
      description =
          "Stop at the first picture that can't be read; else it is said and left out; predict then does the others and ends with exit code 1.")
  private boolean strict;

  Tally on(Console console) {
    return new Tally(console);
  }

  /** Prints and counts the pictures that are left out. */
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
        console.note("left out: %s", ErrorMessages.oneLine(fault));
      }
    }

    /** Whether any picture was left out. */
    public boolean any() {
      return leftOut > 0;
    }

    /** Prints how many there were, if any. */
    void sum(String read) {
      if (leftOut > 0) {
        console.note("%s read, %s left out; --strict stops at the first", read, leftOut);
      }
    }
  }
}
