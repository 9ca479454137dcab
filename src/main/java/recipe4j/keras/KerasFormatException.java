package recipe4j.keras;

import java.io.IOException;
import recipe4j.io.UntrustedText;

/** A Keras file that is damaged, or holds what can't be carried over. One line, with the remedy. */
public final class KerasFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Names what was found and what to do.
   *
   * @param message may hold names from a file; it is made one line
   */
  public KerasFormatException(String message) {
    super(UntrustedText.line(message));
  }

  /**
   * Names what was found and what to do.
   *
   * @param message may hold names from a file; it is made one line
   * @param cause what the reader of the container said
   */
  public KerasFormatException(String message, Throwable cause) {
    super(UntrustedText.line(message), cause);
  }
}
