package recipe4j.datasets;

import java.nio.file.Path;

/**
 * A place that was searched for the full MNIST.
 *
 * @param name what the place is, such as "recipe4j's cache"
 * @param location folder or file
 * @param state what was found there
 * @param detail one line to print: the files that lack, or the wrong checksum; may be empty
 */
public record DataPlace(String name, Path location, State state, String detail) {
  /** What a place holds. */
  public enum State {
    /** None of the files. */
    ABSENT,
    /** All four files, every checksum right. */
    VERIFIED,
    /** All four files, at least one of them damaged or another dataset's. */
    WRONG_CHECKSUM,
    /** Files that this user may not read. */
    UNREADABLE,
    /** Some of the four files. */
    INCOMPLETE
  }
}
