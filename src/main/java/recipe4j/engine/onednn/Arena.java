package recipe4j.engine.onednn;

/**
 * One thread's memory for activations. The thread's micro-batch plans run one after another, so
 * they share one block; a plan that needs more gets a larger one.
 */
public final class Arena {
  private final NativeMemory nativeMemory;
  private long address;
  private long capacity;

  /** Empty; the native memory owns its blocks. */
  public Arena(NativeMemory nativeMemory) {
    this.nativeMemory = nativeMemory;
  }

  /**
   * The block, shared by all callers.
   *
   * @param bytes its least size
   * @return its address
   */
  public long reserve(long bytes) {
    if (bytes > capacity) {
      address = nativeMemory.allocate(bytes).address();
      capacity = bytes;
    }
    return address;
  }
}
