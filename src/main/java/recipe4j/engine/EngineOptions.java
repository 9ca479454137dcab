package recipe4j.engine;

import java.util.Locale;
import java.util.Optional;
import recipe4j.engine.nativecode.KernelLibrary;
import recipe4j.engine.onednn.OneDnn;
import recipe4j.engine.plan.Kernels;

/**
 * How the accelerated engine uses the machine.
 *
 * @param threads how many threads compute a batch, the calling one included; at least 1
 * @param nativeKernels whether the kernels in C are used, where this platform has them
 * @param oneDnn whether oneDNN's kernels are used, where this platform has them and they are the
 *     faster ones
 */
public record EngineOptions(int threads, boolean nativeKernels, boolean oneDnn) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if threads is below 1 or above {@link #mostThreads}
   */
  public EngineOptions {
    if (threads < 1 || threads > mostThreads()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "threads must be at least 1 and at most %d on this machine, found %d",
              mostThreads(),
              threads));
    }
  }

  /**
   * With the kernels in C and oneDNN's.
   *
   * @param threads how many threads compute a batch, the calling one included; at least 1
   * @throws IllegalArgumentException if threads is below 1 or above {@link #mostThreads}
   */
  public EngineOptions(int threads) {
    this(threads, true, true);
  }

  /** The kernels that are to be used and that this platform has. */
  Kernels kernels() {
    boolean both = oneDnn && OneDnn.fault().isEmpty();
    int lanes = nativeKernels ? KernelLibrary.lanes() : 0;
    return new Kernels(lanes == 0 ? 0 : Math.min(lanes, OneDnn.widestVector(both)), both);
  }

  /** Why there are no kernels to compile a plan to, in one line; empty if there are. */
  Optional<String> fault() {
    Kernels kernels = kernels();
    if (kernels.oneDnn() || kernels.lanes() > 0) {
      return Optional.empty();
    }
    return oneDnn ? OneDnn.fault() : KernelLibrary.fault().or(() -> Optional.of("no kernels"));
  }

  /**
   * How many threads there may be. More than the processors, so that a training, whose bits depend
   * on the number of threads, can be resumed on a smaller machine; but each takes memory.
   *
   * @return eight for each processor that the process may use, and at least 64
   */
  public static int mostThreads() {
    return Math.max(64, 8 * Runtime.getRuntime().availableProcessors());
  }

  /**
   * One thread for each processor that the process may use, container limits included.
   *
   * @return the default
   */
  public static EngineOptions defaults() {
    return new EngineOptions(Runtime.getRuntime().availableProcessors());
  }
}
