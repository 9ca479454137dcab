package recipe4j.io;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** The text in a lock file, which tells other processes who holds the folder. */
final class LockOwner {
  /** Linux knows its name without asking a name server, which may take long to answer. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private static final int MAX_PURPOSE = 160;

  private static final Pattern DESCRIPTION = Pattern.compile("process \\d+ \\(|\\x00*\\z");

  private LockOwner() {}

  static String describe(String purpose) {
    String shown =
        purpose.length() <= MAX_PURPOSE ? purpose : purpose.substring(0, MAX_PURPOSE) + "...";
    return "process %s (%s) of user %s on %s, since %s"
        .formatted(
            ProcessHandle.current().pid(),
            shown,
            System.getProperty("user.name"),
            host(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Whether a lock file has the words of {@link #describe}, whole or cut off, or none: a holder
   * that frees a folder empties the file, and a power failure may leave zeros.
   */
  static boolean isDescription(String text) {
    return DESCRIPTION.matcher(text).lookingAt();
  }

  private static String host() {
    try {
      return Files.isReadable(HOST_NAME)
          ? Files.readString(HOST_NAME).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "this machine";
    }
  }
}
