package recipe4j.engine.plan;

import java.util.Arrays;
import recipe4j.engine.onednn.Data;
import recipe4j.engine.onednn.Operation;

/** A call of C kernels on a plan's memory, whose addresses are known once the plan is complete. */
public final class NativeOperation extends Operation {
  private final Code code;
  private final Data[] arguments;
  private long[] addresses;

  /** Calls kernels. */
  @FunctionalInterface
  public interface Code {
    /** Calls them with the arguments' addresses, in order; 0 for what is null. */
    void run(long... addresses);
  }

  /**
   * Describes a call.
   *
   * @param name for profiles
   * @param code calls the kernels
   * @param arguments memory to work on; null for what is not there
   */
  public NativeOperation(String name, Code code, Data... arguments) {
    super(name);
    this.code = code;
    this.arguments = arguments;
  }

  @Override
  public void run() {
    if (addresses == null) {
      addresses =
          Arrays.stream(arguments).mapToLong(each -> each == null ? 0 : each.address()).toArray();
    }
    code.run(addresses);
  }
}
