package recipe4j.engine;

import org.bytedeco.javacpp.Pointer;

/** A native address that somebody else owns. */
final class Address extends Pointer {
  Address(long value) {
    this.address = value;
  }
}
