package recipe4j.engine.onednn;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import recipe4j.engine.onednn.NativeMemory.Address;

/**
 * An array of floats in native memory that is owned elsewhere. The memory of a plan has its address
 * once the plan is complete.
 */
public final class Data {
  private final Layout layout;
  private long address;
  private memory handle;

  /** Without an address yet. */
  public Data(Layout layout) {
    this.layout = layout;
  }

  /** At an address. */
  public Data(Layout layout, long address) {
    this.layout = layout;
    this.address = address;
  }

  /** Dimensions and order in memory. */
  public Layout layout() {
    return layout;
  }

  /** Where it begins; 0 if that is not known yet. */
  public long address() {
    return address;
  }

  /** Sets where it begins. */
  public void bind(long newAddress) {
    address = newAddress;
    if (handle != null) {
      handle.set_data_handle(new Address(newAddress));
    }
  }

  /** Its values, with those that fill up blocks; it must have an address. */
  public FloatPointer values() {
    return new FloatPointer(new Address(address)).capacity(layout.length());
  }

  /** The same for oneDNN's primitives. */
  public memory handle(engine cpu) {
    if (handle == null) {
      handle = new memory(layout.description(), cpu, new Address(address));
    }
    return handle;
  }
}
