package recipe4j.engine.onednn;

/**
 * One thread's memory for activations. Its micro-batch plans run one after the other, so they share
 * it; a larger plan gets a larger block.
 */
public final class Arena {
  private final NativeMemory nativeMemory;
  private long address;
  private long capacity;

  public Arena(NativeMemory nativeMemory) {
    this.nativeMemory = nativeMemory;
  }

  /**
   * A block that is at least so large, shared with all callers.
   *
   * @param bytes its size
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
