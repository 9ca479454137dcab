package recipe4j.engine.onednn;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Sets how many OpenMP threads native code uses when called from the current thread. ND4J and
 * oneDNN share one OpenMP library, whose setting is per thread: one call holds for both, on this
 * thread only.
 *
 * <p>The engine computes on Java threads, each with single-threaded primitives. OpenMP's threads
 * would compete with them, as they spin while they wait.
 */
public final class OpenMp {
  private OpenMp() {}

  /** Loads ND4J's native libraries. */
  public static void prepare() {
    Nd4j.getBackend();
    ops();
  }

  /**
   * Lets native code called from this thread use one thread during a task.
   *
   * @param task what to run, on this thread
   */
  public static void withOneThread(Runnable task) {
    int before = threads();
    useOneThread();
    try {
      task.run();
    } finally {
      ops().setOmpNumThreads(before);
    }
  }

  /** Lets native code called from this thread use one thread from now on. */
  public static void useOneThread() {
    ops().setOmpNumThreads(1);
  }

  /** How many threads native code uses when called from this thread. */
  public static int threads() {
    return ops().ompGetMaxThreads();
  }

  private static NativeOps ops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}
