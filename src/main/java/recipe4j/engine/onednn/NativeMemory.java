package recipe4j.engine.onednn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Owns the native memory of one plan: blocks, whose bytes are counted, and the handles of oneDNN's
 * objects. All of it is freed together, in reverse order.
 */
public final class NativeMemory implements AutoCloseable {
  /** Bytes of a cache line, and of the widest vector register. */
  static final int ALIGNMENT = 64;

  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private final List<BytePointer> blocks = new ArrayList<>();
  private long bytes;
  private boolean closed;

  /** A native address whose memory is owned elsewhere. */
  public static final class Address extends Pointer {
    /** By its value. */
    public Address(long value) {
      this.address = value;
    }
  }

  /** The next multiple of {@link #ALIGNMENT}. */
  public static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * A zeroed block.
   *
   * @param size in bytes, may be 0
   * @return its aligned address
   */
  public synchronized Address allocate(long size) {
    checkOpen();
    BytePointer block = new BytePointer(size + ALIGNMENT);
    owned.push(block);
    blocks.add(block);
    Pointer.memset(block, 0, size + ALIGNMENT);
    bytes += size + ALIGNMENT;
    return new Address(aligned(block.address()));
  }

  /**
   * Runs a task that creates oneDNN's objects; their handles are kept until {@link #close}.
   *
   * @param <T> its result's type
   * @param build must not create a native object that is used after that
   * @return its result
   */
  @SuppressWarnings("unchecked") // no class given: the scope captures all
  public <T> T capture(Supplier<T> build) {
    PointerScope scope = new PointerScope();
    try {
      T built = build.get();
      scope.extend();
      return built;
    } finally {
      scope.close(); // ends the capture; frees only if the task has failed
      synchronized (this) {
        owned.push(scope);
      }
    }
  }

  /** Bytes held in blocks; oneDNN's generated code is not counted. */
  public synchronized long bytes() {
    return bytes;
  }

  @Override
  public synchronized void close() {
    closed = true;
    bytes = 0;
    if (Poison.isOn()) {
      blocks.forEach(block -> Poison.fill(block, block.capacity()));
    }
    blocks.clear();
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("native memory could not be freed", e);
      }
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the network is closed; create or load another one");
    }
  }
}
