package recipe4j.engine.execution;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Pointer;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.NativeMemory.Address;
import recipe4j.engine.plan.FiniteCheck;

/**
 * Numbers the versions of DL4J's parameters, and tells whether they are all finite. DL4J does not
 * tell when it changes them, so predictions compare them with a copy: that takes a fraction of the
 * time of converting the weights to the kernels' layouts again.
 */
final class ParameterVersion {
  private final Address parameters;
  private final Address copy;
  private final long length;
  private final FiniteCheck check;
  private final boolean frozen;
  private final AtomicBoolean differs = new AtomicBoolean();
  private boolean known;
  private boolean finite;
  private long number;

  /**
   * Of DL4J's flat vector.
   *
   * @param nativeMemory holds the copy
   * @param check looks for NaN and infinity
   * @param parameters address
   * @param length in values
   * @param frozen whether only training and {@link #forget} tell of changes, so that nothing is
   *     compared
   */
  ParameterVersion(
      NativeMemory nativeMemory, FiniteCheck check, long parameters, long length, boolean frozen) {
    this.parameters = new Address(parameters);
    this.copy = nativeMemory.allocate(frozen ? 0 : length * Float.BYTES);
    this.length = length;
    this.check = check;
    this.frozen = frozen;
  }

  /**
   * Takes a new number if the parameters may have changed; to be called before a batch.
   *
   * @param training whether they change after every batch, so that they need not be compared
   */
  void update(boolean training) {
    long bytes = length * Float.BYTES;
    if (!training && known && (frozen || Pointer.memcmp(parameters, copy, bytes) == 0)) {
      return;
    }
    number++;
    finite = check.allFinite(parameters.address(), length);
    known = !training;
    if (known && !frozen) {
      Pointer.memcpy(copy, parameters, bytes);
    }
  }

  /** The parameters have changed, or may have. */
  void forget() {
    known = false;
  }

  /** Whether there is a copy from after the last training, so that comparing may suffice. */
  boolean isKnown() {
    return known;
  }

  /**
   * The comparison in pieces, for several threads. {@link #wasUnchanged} tells its result.
   *
   * @param count how many, at least 1
   * @return tasks that may run at the same time; none if the parameters are frozen
   */
  Runnable[] comparisons(int count) {
    if (frozen) {
      return new Runnable[0];
    }
    long bytes = length * Float.BYTES;
    Runnable[] pieces = new Runnable[count];
    for (int i = 0; i < count; i++) {
      long from = bytes * i / count;
      long size = bytes * (i + 1) / count - from;
      Address now = new Address(parameters.address() + from);
      Address before = new Address(copy.address() + from);
      pieces[i] =
          () -> {
            if (Pointer.memcmp(now, before, size) != 0) {
              differs.set(true);
            }
          };
    }
    return pieces;
  }

  /** Whether no piece of a comparison has found a change since the last call. */
  boolean wasUnchanged() {
    return !differs.getAndSet(false);
  }

  /** Whether all parameters are finite. */
  boolean isFinite() {
    return finite;
  }

  /** Of the version, another one whenever the parameters may have changed. */
  long number() {
    return number;
  }
}
