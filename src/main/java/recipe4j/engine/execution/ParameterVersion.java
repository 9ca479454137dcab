package recipe4j.engine.execution;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Pointer;
import recipe4j.engine.onednn.Address;
import recipe4j.engine.onednn.FiniteCheck;
import recipe4j.engine.onednn.NativeMemory;

/**
 * Tells whether DL4J's parameters have changed since they were last looked at, and whether they are
 * all finite. DL4J says nothing when it changes them, so predictions compare them with a copy: that
 * takes a fraction of the time of bringing the weights into the kernels' layouts again.
 */
final class ParameterVersion {
  private final Address parameters;
  private final Address seen;
  private final long length;
  private final FiniteCheck check;
  private final AtomicBoolean differs = new AtomicBoolean();
  private boolean current;
  private boolean finite;
  private long version;

  /**
   * Watches DL4J's flat vector.
   *
   * @param nativeMemory holds the copy
   * @param check looks for NaN
   * @param parameters address
   * @param length in values
   */
  ParameterVersion(NativeMemory nativeMemory, FiniteCheck check, long parameters, long length) {
    this.parameters = new Address(parameters);
    this.seen = nativeMemory.allocate(length * Float.BYTES);
    this.length = length;
    this.check = check;
  }

  /**
   * Looks at the parameters, before a batch.
   *
   * @param training whether they change after every batch, so that comparing is a waste
   */
  void look(boolean training) {
    long bytes = length * Float.BYTES;
    if (!training && current && Pointer.memcmp(parameters, seen, bytes) == 0) {
      return;
    }
    version++;
    finite = check.holds(parameters.address(), length);
    current = !training;
    if (current) {
      Pointer.memcpy(seen, parameters, bytes);
    }
  }

  /** Whether the parameters have been looked at since training, so that comparing may suffice. */
  boolean hasSeen() {
    return current;
  }

  /**
   * Pieces of the comparison, for several threads. {@link #noChange} tells what they have found.
   *
   * @param count how many, at least 1
   * @return tasks that may run at the same time
   */
  Runnable[] comparisons(int count) {
    long bytes = length * Float.BYTES;
    Runnable[] pieces = new Runnable[count];
    for (int i = 0; i < count; i++) {
      long from = bytes * i / count;
      long size = bytes * (i + 1) / count - from;
      Address now = new Address(parameters.address() + from);
      Address before = new Address(seen.address() + from);
      pieces[i] =
          () -> {
            if (Pointer.memcmp(now, before, size) != 0) {
              differs.set(true);
            }
          };
    }
    return pieces;
  }

  /** Whether no piece of a comparison has found a change since this was last asked. */
  boolean noChange() {
    return !differs.getAndSet(false);
  }

  /** Whether all parameters are finite. */
  boolean isFinite() {
    return finite;
  }

  /** Another number whenever the parameters may have changed. */
  long version() {
    return version;
  }
}
