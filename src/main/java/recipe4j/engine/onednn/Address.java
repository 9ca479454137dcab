package recipe4j.engine.onednn;

import org.bytedeco.javacpp.Pointer;

/** A native address that somebody else owns. */
public final class Address extends Pointer {
  public Address(long value) {
    this.address = value;
  }
}
