package recipe4j.image;

import java.io.IOException;

/** A picture that can't be used; the message names the file, the rule, what was found, a remedy. */
public final class InvalidImageException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * With one line for the user.
   *
   * @param message file, rule, what was found, remedy
   */
  public InvalidImageException(String message) {
    super(message);
  }

  /**
   * With one line for the user and what it rests on.
   *
   * @param message file, rule, what was found, remedy
   * @param cause what a decoder said
   */
  public InvalidImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
