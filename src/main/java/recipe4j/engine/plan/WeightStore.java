package recipe4j.engine.plan;

import java.util.ArrayList;
import java.util.List;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Layout;
import recipe4j.engine.onednn.NativeMemory;
import recipe4j.engine.onednn.Operation;
import recipe4j.engine.onednn.Profile;

/**
 * One thread's copies of the weights, in the layouts that its kernels prefer. When DL4J's
 * parameters have changed, the first micro-batch that reads a copy refreshes it.
 */
public final class WeightStore {
  private final NativeMemory nativeMemory;
  private final long parameters;
  private final List<Copy> copies = new ArrayList<>();
  private long version;

  /**
   * An empty store.
   *
   * @param nativeMemory owns the copies
   * @param parameters address of DL4J's flat vector
   */
  public WeightStore(NativeMemory nativeMemory, long parameters) {
    this.nativeMemory = nativeMemory;
    this.parameters = parameters;
  }

  /** Sets which version of the parameters the next batch reads; older copies are stale. */
  public void useVersion(long newVersion) {
    version = newVersion;
  }

  /**
   * DL4J's own values, without a copy.
   *
   * @param offset in the flat vector, in elements
   * @param plain DL4J's layout
   */
  Data plain(long offset, Layout plain) {
    return new Data(plain, parameters + offset * Float.BYTES);
  }

  /**
   * A copy in another layout, shared by all kernels of this thread that ask for it.
   *
   * @param builder makes the reorder, on first use
   * @param offset in the flat vector, in elements
   * @param plain DL4J's layout
   * @param wanted the kernel's layout
   */
  Copy copy(PlanBuilder builder, long offset, Layout plain, Layout wanted) {
    return copy(
        offset,
        plain,
        wanted,
        (from, to, store) -> List.of(builder.reorder("weights@" + offset, from, to)));
  }

  /**
   * A converted copy, shared by all kernels of this thread that ask for it.
   *
   * @param offset in the flat vector, in elements
   * @param plain DL4J's layout
   * @param wanted the copy's layout
   * @param conversion from one to the other, called on first use
   */
  Copy copy(long offset, Layout plain, Layout wanted, Conversion conversion) {
    for (Copy copy : copies) {
      if (copy.offset == offset && copy.converted.layout().equals(wanted)) {
        return copy;
      }
    }
    Data converted = allocate(wanted);
    Copy copy = new Copy(offset, converted, conversion.from(plain(offset, plain), converted, this));
    copies.add(copy);
    return copy;
  }

  /** Memory that lives as long as the copies. */
  public Data allocate(Layout layout) {
    return new Data(layout, nativeMemory.allocate(layout.bytes()).address());
  }

  /** Makes the operations that fill a copy. */
  public interface Conversion {
    /**
     * Makes them.
     *
     * @param plain DL4J's values
     * @param converted the copy
     * @param store allocates memory for intermediate values
     */
    List<Operation> from(Data plain, Data converted, WeightStore store);
  }

  /** One copy of one weight array. */
  public final class Copy {
    private final long offset;
    private final Data converted;
    private final List<Operation> conversion;
    private long copiedVersion;

    private Copy(long offset, Data converted, List<Operation> conversion) {
      this.offset = offset;
      this.converted = converted;
      this.conversion = conversion;
    }

    Data data() {
      return converted;
    }

    /** Copies again if the parameters have changed. */
    public void refresh(Profile profile) {
      if (copiedVersion != version) {
        profile.run(conversion);
        copiedVersion = version;
      }
    }
  }
}
