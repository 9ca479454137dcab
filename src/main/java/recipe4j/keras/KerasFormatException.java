package recipe4j.keras;

import java.io.IOException;

/** A Keras file that is damaged, or holds what can't be carried over. One line, with the remedy. */
public final class KerasFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Names what was found and what to do.
   *
   * @param message one line
   */
  public KerasFormatException(String message) {
    super(message);
  }

  /**
   * Names what was found and what to do.
   *
   * @param message one line
   * @param cause what the reader of the container said
   */
  public KerasFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
