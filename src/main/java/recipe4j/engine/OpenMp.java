package recipe4j.engine;

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
final class OpenMp implements AutoCloseable {
  private final int before;

  private OpenMp(int before) {
    this.before = before;
  }

  /** Loads ND4J's native libraries. */
  static void prepare() {
    Nd4j.getBackend();
    ops();
  }

  /**
   * One thread for this thread's native code, until closed.
   *
   * @return to be closed on the same thread
   */
  static OpenMp single() {
    int before = threads();
    if (before != 1) {
      ops().setOmpNumThreads(1);
    }
    return new OpenMp(before);
  }

  /** How many threads native code may use from the current thread. */
  static int threads() {
    return ops().ompGetMaxThreads();
  }

  @Override
  public void close() {
    if (before != 1) {
      ops().setOmpNumThreads(before);
    }
  }

  private static NativeOps ops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}
