package recipe4j.engine;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/**
 * Explains which limit was reached when memory ran out, and which option raises it. There are four:
 * Java's heap, the native memory that JavaCPP allows, the memory of the whole process, and threads.
 */
public final class MemoryLimits {
  private static final long MEGABYTE = 1 << 20;

  private MemoryLimits() {}

  /**
   * The memory of the whole process, as JavaCPP and ND4J limit it.
   *
   * @return bytes, {@link Long#MAX_VALUE} without a limit
   */
  public static long ofProcess() {
    long limit = Pointer.maxPhysicalBytes();
    return limit > 0 ? limit : Long.MAX_VALUE;
  }

  /**
   * Explains a failure that has a lack of memory among its causes.
   *
   * @param failure anything that was thrown
   * @return one line with the limit and the remedy, or empty if memory is not the cause
   */
  public static Optional<String> explain(Throwable failure) {
    String found = null;
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = e.getMessage() == null ? "" : e.getMessage();
      if (e instanceof OutOfMemoryError) {
        found = ofJava(message); // the innermost names the limit
      } else if (isNative(message)) {
        found = ofMachine(message);
      }
      if (e.getCause() == e) {
        break;
      }
    }
    return Optional.ofNullable(found);
  }

  private static String ofJava(String message) {
    if (message.contains("native thread")) {
      return "the system refuses another thread; give fewer with --threads, or raise its limit (ulimit -u, or the container's)";
    }
    if (message.contains("> maxBytes")) {
      return "native memory has met its limit of %s; raise it with -Dorg.bytedeco.javacpp.maxbytes, or with -Xmx, which it follows, or give a smaller --batch-size"
          .formatted(megabytes(Pointer.maxBytes()));
    }
    if (message.contains("> maxPhysicalBytes")) {
      return "the process has met its memory limit of %s; raise it with -Dorg.bytedeco.javacpp.maxphysicalbytes, or with -Xmx, of which it is four times, or give a smaller --batch-size"
          .formatted(megabytes(Pointer.maxPhysicalBytes()));
    }
    if (message.startsWith("Cannot allocate new")
        || message.startsWith("Failed to allocate [")
        || message.startsWith("Native allocator")) {
      return ofMachine(message);
    }
    if (message.contains("Metaspace") || message.contains("class space")) {
      return "Java has no room for classes; raise -XX:MaxMetaspaceSize";
    }
    if (message.contains("direct buffer")) {
      return "Java's direct memory has met its limit; raise -XX:MaxDirectMemorySize";
    }
    return "Java's heap is full at %s; raise it with -Xmx, or take fewer or smaller images"
        .formatted(megabytes(Runtime.getRuntime().maxMemory()));
  }

  private static String ofMachine(String message) {
    return "the system gives no more memory (%s); free some, raise its limit (ulimit -v, or the container's), or give a smaller --batch-size or fewer --threads"
        .formatted(message.lines().findFirst().orElse("").strip());
  }

  /**
   * Whether it is a message of ND4J, C++, oneDNN or the loader of libraries about lack of memory:
   * these throw no {@link OutOfMemoryError}.
   */
  private static boolean isNative(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return text.contains("bad_alloc")
        || text.contains("can't allocate")
        || text.contains("cannot allocate memory")
        || text.contains("failed to map segment")
        || text.contains("memory allocation failed")
        || text.contains("out_of_memory")
        || text.contains("out of memory");
  }

  private static String megabytes(long bytes) {
    return bytes / MEGABYTE + " MB";
  }
}
