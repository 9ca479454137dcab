package recipe4j.engine.onednn;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The number of OpenMP threads that native code may start from the current thread. ND4J and oneDNN
 * share one OpenMP library, and its setting is per thread: one call quiets both, on this thread
 * only.
 *
 * <p>The engine computes on Java threads, each with single-threaded primitives. OpenMP's workers
 * would compete with them: they spin while they wait.
 */
public final class OpenMp {
  private OpenMp() {}

  /** Loads ND4J's native libraries. */
  public static void prepare() {
    Nd4j.getBackend();
    ops();
  }

  /**
   * Gives this thread's native code one thread for the length of a task.
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

  /** Gives this thread's native code one thread from now on. */
  public static void useOneThread() {
    ops().setOmpNumThreads(1);
  }

  /** How many threads native code may use from the current thread. */
  public static int threads() {
    return ops().ompGetMaxThreads();
  }

  private static NativeOps ops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}
