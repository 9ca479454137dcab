package recipe4j.engine.onednn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recipe4j.io.RegularFile;

/**
 * Checks what ND4J's native libraries need before they are loaded. JavaCPP unpacks them to a cache
 * folder, and where that can't be written, to one with a guessable name in the system's temporary
 * folder, which another user may have prepared. And OpenBLAS, if it gets no memory at its start,
 * retries for ever or ends the process as Ctrl-C does.
 */
public final class NativeLibraries {
  private static final String CACHE = "org.bytedeco.javacpp.cachedir";
  private static final long MEGABYTE = 1 << 20;

  /** Address space that the libraries take, measured, and 200 MB to work with. */
  private static final long LIBRARIES = 850 * MEGABYTE;

  /** OpenBLAS's buffer and stack for every processor. */
  private static final long THREAD = 140 * MEGABYTE;

  /** For the code that oneDNN generates; it ends the JVM if it gets no memory for it. */
  private static final long CODE = 100 * MEGABYTE;

  /** Size of one system's libraries, unpacked. */
  private static final long UNPACKED = 500 * MEGABYTE;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern ADDRESSES =
      Pattern.compile("Max address space\\s+(\\d+)\\s", Pattern.MULTILINE);
  private static final Pattern TAKEN = Pattern.compile("^VmSize:\\s+(\\d+) kB", Pattern.MULTILINE);

  private static volatile boolean checked;

  private NativeLibraries() {}

  /**
   * Checks, once, that the libraries can be loaded.
   *
   * @throws UncheckedIOException with the rule, what was found and the remedy
   */
  public static void require() {
    if (checked) {
      return;
    }
    Path cache = cache();
    if (!isUsable(cache)) {
      throw refused(
          "%s must be a folder that can be written, as native libraries are unpacked there, found none; mend it or name another one with -D%s=DIR in the environment variable JAVA_TOOL_OPTIONS"
              .formatted(cache, CACHE));
    }
    requireAddresses(
        text(LIMITS),
        text(STATUS),
        LIBRARIES + THREAD * Runtime.getRuntime().availableProcessors());
    checked = true;
  }

  /**
   * Checks that there is address space for the code that oneDNN generates; it does not check.
   *
   * @throws UncheckedIOException with the limit, what is used and the remedy
   */
  public static void requireRoomForCode() {
    requireAddresses(text(LIMITS), text(STATUS), CODE);
  }

  /** The folder that JavaCPP unpacks to, if it can. */
  public static Path cache() {
    String given = System.getProperty(CACHE);
    return given != null
        ? Path.of(given)
        : Path.of(System.getProperty("user.home"), ".javacpp", "cache");
  }

  /** The same test as JavaCPP's. */
  private static boolean isUsable(Path cache) {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) { // a link to a folder, for Java 17, or no folder at all
    }
    return Files.isDirectory(cache)
        && Files.isReadable(cache)
        && Files.isWritable(cache)
        && Files.isExecutable(cache);
  }

  /** Checks the text of Linux's files on a process's limits and status; empty elsewhere. */
  static void requireAddresses(String limits, String status, long bytes) {
    Matcher limit = ADDRESSES.matcher(limits);
    Matcher taken = TAKEN.matcher(status);
    if (!limit.find() || !taken.find()) {
      return; // unlimited, or another system
    }
    long most = Long.parseLong(limit.group(1)) / MEGABYTE;
    long used = Long.parseLong(taken.group(1)) / 1024;
    long needed = bytes / MEGABYTE;
    if (most - used < needed) {
      throw refused(
          String.format(
              Locale.ROOT,
              "the system gives no more memory: the process may have %d MB of addresses, has %d MB and needs %d MB more for native code; raise the limit (ulimit -v %d), give Java less with -Xmx, or give a smaller --batch-size or fewer --threads",
              most,
              used,
              needed,
              (used + needed) * 1024));
    }
  }

  private static String text(Path file) {
    try {
      return new String(RegularFile.ofSystem(file, MEGABYTE), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Explains a failure that was caused by a library that could not be loaded.
   *
   * @param failure anything that was thrown
   * @return one line with the folder and the remedy, or empty if that is not the cause
   */
  public static Optional<String> explain(Throwable failure) {
    for (Throwable e = failure; e != null && e != e.getCause(); e = e.getCause()) {
      if (e instanceof UnsatisfiedLinkError) {
        long free = cache().toFile().getUsableSpace();
        return Optional.of(
            String.format(
                Locale.ROOT,
                "a native library could not be unpacked to %s or loaded from it (%s); it needs up to %d MB there, %d MB are free: make room, or name another folder with -D%s=DIR in the environment variable JAVA_TOOL_OPTIONS",
                cache(),
                String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                UNPACKED / MEGABYTE,
                free / MEGABYTE,
                CACHE));
      }
    }
    return Optional.empty();
  }

  private static UncheckedIOException refused(String line) {
    return new UncheckedIOException(line, new IOException(line));
  }
}
