package recipe4j.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the system's error of a failed write into a message with the file and the remedy. */
public final class WriteFailure {
  /** ENOSPC and EDQUOT in the words of Linux, macOS and Windows. */
  private static final Pattern FULL =
      Pattern.compile(
          "no space left|not enough space|quota exceeded|not enough quota",
          Pattern.CASE_INSENSITIVE);

  /** With less than a block left, the disk is full in whatever language the system speaks. */
  private static final long LEAST_FREE = 4096;

  private WriteFailure() {}

  /**
   * Explains a failed write.
   *
   * @param file that was to be written
   * @param needed bytes that it needs, as far as they are known
   * @param failure what the system said
   * @return a {@link DiskFullException}, or an exception that names the file and the reason
   */
  public static IOException explain(Path file, long needed, IOException failure) {
    return explain(file, needed, false, failure);
  }

  /** As the other; of the bytes needed it may be known that there are more. */
  static IOException explain(Path file, long needed, boolean more, IOException failure) {
    return isDiskFull(file, failure)
        ? new DiskFullException(file, needed, more, free(file), failure)
        : new IOException(
            "cannot write %s (%s); choose another place".formatted(file, reason(file, failure)),
            failure);
  }

  /** Whether a write failed for want of room. */
  static boolean isDiskFull(Path file, IOException failure) {
    if (failure instanceof DiskFullException) {
      return true;
    }
    if (failure.getMessage() != null && FULL.matcher(failure.getMessage()).find()) {
      return true;
    }
    long free = free(file);
    return 0 <= free && free < LEAST_FREE && !isReadOnly(failure);
  }

  /** Whether a file would be larger than the process may write, EFBIG. */
  static boolean isTooLarge(IOException failure) {
    return failure.getMessage() != null && failure.getMessage().contains("File too large");
  }

  private static boolean isReadOnly(IOException failure) {
    return failure instanceof AccessDeniedException
        || (failure.getMessage() != null
            && failure.getMessage().toLowerCase(Locale.ROOT).contains("read-only"));
  }

  /**
   * Why a write failed, without the file and the remedy.
   *
   * @param file that was to be written
   * @param failure what the system said
   * @return such as "the folder runs is read-only"
   */
  public static String reason(Path file, IOException failure) {
    if (isDiskFull(file, failure)) {
      return "the disk is full";
    }
    if (isTooLarge(failure)) {
      return "it is larger than this process may write; raise the limit, ulimit -f";
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      return fileAmong(folder)
          .map("%s is a file, not a folder"::formatted)
          .orElse("the folder %s is missing".formatted(folder));
    }
    if (isReadOnly(failure)) {
      return "the folder %s is read-only".formatted(folder);
    }
    if (failure instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : failure.getMessage().strip();
  }

  /** The first of a folder and those above it that is there, if it is a file. */
  private static Optional<Path> fileAmong(Path folder) {
    return Stream.iterate(folder, place -> place != null, Path::getParent)
        .filter(Files::exists)
        .findFirst()
        .filter(place -> !Files.isDirectory(place));
  }

  /** Room on the disk of a file that need not exist, or -1 if it is unknown. */
  private static long free(Path file) {
    Path place = file.toAbsolutePath();
    while (place != null && !Files.exists(place)) {
      place = place.getParent();
    }
    try {
      return place == null ? -1 : Files.getFileStore(place).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }
}
