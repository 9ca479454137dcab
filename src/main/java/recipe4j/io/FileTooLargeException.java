package recipe4j.io;

import java.io.IOException;
import java.nio.file.Path;

/** A file has more bytes than any valid one of its kind. */
public final class FileTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the file and both sizes.
   *
   * @param file that was to be read
   * @param most bytes that it may have
   * @param found bytes that it has, at least
   */
  public FileTooLargeException(Path file, long most, long found) {
    super("%s must have at most %s bytes, found %s".formatted(file, most, found));
  }
}
