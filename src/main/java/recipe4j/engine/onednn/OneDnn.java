package recipe4j.engine.onednn;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** Whether oneDNN can be used on this platform. */
public final class OneDnn {
  private static final Pattern REMARK =
      Pattern.compile("Warning: Versions of org.bytedeco:javacpp:\\S+ and org.bytedeco:dnnl:");

  /** If true, everything is computed as where there is no oneDNN, such as on ARM. For tests. */
  private static final String OFF = "recipe4j.engine.withoutOneDnn";

  /** What oneDNN reads, too. */
  private static final String LIMIT = "ONEDNN_MAX_CPU_ISA";

  private OneDnn() {}

  /** Tried once: a library that failed to load can't be loaded later. */
  private static final class Probe {
    static final Optional<String> FAULT = run();

    private static Optional<String> run() {
      if (Boolean.getBoolean(OFF)) {
        return Optional.of("oneDNN switched off by -D" + OFF);
      }
      if (!hasLibrary()) {
        return Optional.of("no oneDNN library for " + Loader.getPlatform());
      }
      try {
        OpenMp.prepare(); // loads ND4J's libraries first, as both share one OpenMP
        checkVersion();
        try (engine cpu = new engine(engine.kind.cpu, 0)) {
          return cpu.isNull() ? Optional.of("oneDNN found no processor") : Optional.empty();
        }
      } catch (LinkageError e) {
        return Optional.of("no oneDNN library for this platform (" + firstLine(e) + ")");
      }
    }

    /** Looked for beside oneDNN's classes, as an attempt to load it may not end well. */
    private static boolean hasLibrary() {
      String name = Loader.getPlatform() + "/" + System.mapLibraryName("jnidnnl");
      return OneDnn.class.getResource("/org/bytedeco/dnnl/" + name) != null;
    }

    /** What initialises this class compares the versions, and nothing else. */
    private static void checkVersion() {
      PrintStream err = System.err;
      System.setErr(withoutRemark(err));
      try {
        new org.bytedeco.dnnl.presets.dnnl();
      } finally {
        System.setErr(err);
      }
    }

    private static String firstLine(Throwable e) {
      String message = String.valueOf(e.getMessage());
      return message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
  }

  /**
   * Leaves out JavaCPP's line that oneDNN's classes were made for a newer JavaCPP than ND4J's: both
   * work together. JavaCPP has no option for that line alone.
   *
   * @param err receives everything else
   */
  static PrintStream withoutRemark(PrintStream err) {
    return new PrintStream(err, true) {
      @Override
      public void println(String line) {
        if (line == null || !REMARK.matcher(line).lookingAt()) {
          err.println(line);
        }
      }
    };
  }

  /** {@return why oneDNN can't be used here, in one line; empty if it can} */
  public static Optional<String> fault() {
    return Probe.FAULT;
  }

  /** {@return oneDNN's version, such as "2.7.1"} */
  public static String version() {
    dnnl_version_t version = dnnl.dnnl_version();
    return String.format(
        Locale.ROOT, "%d.%d.%d", version.major(), version.minor(), version.patch());
  }

  /** Whether oneDNN may use AVX-512 here; for callers that know it is loaded. */
  public static boolean hasAvx512() {
    int bits = dnnl.dnnl_get_effective_cpu_isa();
    return (bits & dnnl.dnnl_cpu_isa_avx512_core) == dnnl.dnnl_cpu_isa_avx512_core;
  }

  /** Floats of the widest vectors that oneDNN may use, or that its limit leaves without it. */
  public static int widestVector(boolean loaded) {
    boolean narrow = loaded ? !hasAvx512() : "AVX2".equalsIgnoreCase(System.getenv(LIMIT));
    return narrow ? 8 : Integer.MAX_VALUE;
  }

  /** A status for messages; lack of memory by its name, which {@code MemoryLimits} looks for. */
  public static String status(int status) {
    return status == dnnl.dnnl_out_of_memory ? "out_of_memory" : "status " + status;
  }
}
