package recipe4j.datasets.download;

import java.io.IOException;

/** A download that no mirror could serve, or that could not be kept; the message says why. */
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * With one line for the user.
   *
   * @param message what was wanted, what each mirror said, remedy
   */
  public DownloadException(String message) {
    super(message);
  }

  /**
   * With one line for the user and what it rests on.
   *
   * @param message what was wanted, what went wrong, remedy
   * @param cause what the file system or the network said
   */
  public DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
