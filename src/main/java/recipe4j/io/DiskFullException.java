package recipe4j.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** A file could not be written for want of room. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final String[] UNITS = {"KB", "MB", "GB", "TB"};

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
                more || size(needed).equals(size(free)) ? "more than" : "at least",
                size(needed),
                free < 0 ? "unknown" : size(free)),
        cause);
  }

  /** Such as "1.4 MB"; a MB has 1024 * 1024 bytes. */
  private static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double size = bytes / 1024.0;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
