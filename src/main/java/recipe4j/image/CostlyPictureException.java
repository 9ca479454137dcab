package recipe4j.image;

import javax.imageio.IIOException;

/** A picture that may be whole, but needs more work or memory than a valid one of its size. */
final class CostlyPictureException extends IIOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says the rule, what was found and the remedy, without the file.
   *
   * @param message one line
   */
  CostlyPictureException(String message) {
    super(message);
  }
}
