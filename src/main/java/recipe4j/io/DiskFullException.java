package recipe4j.io;

import java.io.IOException;
import java.nio.file.Path;

/** A file could not be written for want of room. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the file, what it needs and what there is.
   *
   * @param file that was to be written
   * @param needed bytes, as far as they are known; at least 0
   * @param free bytes that the disk has left for this user, or -1 if it does not say
   * @param cause what the system said
   */
  public DiskFullException(Path file, long needed, long free, IOException cause) {
    this(file, needed, false, free, cause);
  }

  /** The bytes needed may be those that were written before the disk was full: it needs more. */
  DiskFullException(Path file, long needed, boolean more, long free, IOException cause) {
    super(
        "cannot write %s: the disk is full or its quota%s used up (needs %s %s, %s free); make room or choose another place"
            .formatted(
                file,
                free > needed && !more ? " or number of files (inodes)" : "",
                more || Sizes.text(needed).equals(Sizes.text(free)) ? "more than" : "at least",
                Sizes.text(needed),
                free < 0 ? "unknown" : Sizes.text(free)),
        cause);
  }
}
