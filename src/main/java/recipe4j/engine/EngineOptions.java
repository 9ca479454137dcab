package recipe4j.engine;

import java.util.Locale;
import recipe4j.engine.nativecode.KernelLibrary;
import recipe4j.engine.onednn.OneDnn;

/**
 * How the accelerated engine uses the machine.
 *
 * @param threads how many threads compute a batch, the calling one included; at least 1
 * @param nativeKernels whether the kernels in C are used, where this platform has them
 */
public record EngineOptions(int threads, boolean nativeKernels) {
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
   * With the kernels in C.
   *
   * @param threads how many threads compute a batch, the calling one included; at least 1
   * @throws IllegalArgumentException if threads is below 1 or above {@link #mostThreads}
   */
  public EngineOptions(int threads) {
    this(threads, true);
  }

  /** Floats of the C kernels' vectors; 0 if they are not to be used or this platform has none. */
  int lanes() {
    return nativeKernels ? Math.min(KernelLibrary.lanes(), OneDnn.widestVector()) : 0;
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
