package recipe4j.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;

/**
 * One thread's copies of the weights in the layouts that its kernels want. A copy is renewed from
 * DL4J's parameters when they have changed, by the first micro-batch that reads it.
 */
final class WeightStore {
  private final engine cpu;
  private final NativeMemory nativeMemory;
  private final long parameters;
  private final List<Copy> copies = new ArrayList<>();
  private long version;

  /**
   * An empty store.
   *
   * @param cpu oneDNN's
   * @param nativeMemory owns the copies
   * @param parameters address of DL4J's flat vector
   */
  WeightStore(engine cpu, NativeMemory nativeMemory, long parameters) {
    this.cpu = cpu;
    this.nativeMemory = nativeMemory;
    this.parameters = parameters;
  }

  /** Says which version of the parameters the next batch reads; older copies are stale. */
  void at(long newVersion) {
    version = newVersion;
  }

  /**
   * DL4J's own values, without a copy.
   *
   * @param offset in the flat vector, in elements
   * @param plain DL4J's layout
   */
  memory plain(long offset, memory.desc plain) {
    return new memory(plain, cpu, new Address(parameters + offset * Float.BYTES));
  }

  /**
   * A copy in another layout, shared by all kernels of this thread that want it.
   *
   * @param builder makes the reorder, on first use
   * @param offset in the flat vector, in elements
   * @param plain DL4J's layout
   * @param wanted the kernel's layout
   */
  Copy copy(PlanBuilder builder, long offset, memory.desc plain, memory.desc wanted) {
    for (Copy copy : copies) {
      if (copy.offset == offset && copy.blocked.get_desc().equals(wanted)) {
        return copy;
      }
    }
    memory blocked = new memory(wanted, cpu, nativeMemory.allocate(wanted.get_size()));
    Operation reorder = builder.reorder("weights@" + offset, plain(offset, plain), blocked);
    Copy copy = new Copy(offset, blocked, reorder);
    copies.add(copy);
    return copy;
  }

  /** One layout of one weight array. */
  final class Copy {
    private final long offset;
    private final memory blocked;
    private final Operation reorder;
    private long renewed;

    private Copy(long offset, memory blocked, Operation reorder) {
      this.offset = offset;
      this.blocked = blocked;
      this.reorder = reorder;
    }

    memory data() {
      return blocked;
    }

    void renew(Profile profile) {
      if (renewed != version) {
        profile.run(reorder);
        renewed = version;
      }
    }
  }
}
