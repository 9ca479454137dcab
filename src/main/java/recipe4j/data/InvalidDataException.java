package recipe4j.data;

import java.io.IOException;

/**
 * A data file that breaks a rule; the message names the file, the rule, what was found, a remedy.
 */
public final class InvalidDataException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * With one line for the user.
   *
   * @param message file, rule, what was found, remedy
   */
  public InvalidDataException(String message) {
    super(message);
  }

  /**
   * With a message of one line and its cause.
   *
   * @param message file, rule, what was found, remedy
   * @param cause what the file system or a decoder said
   */
  public InvalidDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
