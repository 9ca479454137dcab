package recipe4j.keras;

import java.io.ByteArrayOutputStream;

/** Bytes one after the other, numbers little endian, as HDF5 has its metadata. */
final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Bytes one(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  Bytes two(int value) {
    return number(value, 2);
  }

  Bytes four(int value) {
    return number(value, 4);
  }

  Bytes eight(long value) {
    return number(value, 8);
  }

  Bytes all(byte... values) {
    out.writeBytes(values);
    return this;
  }

  byte[] toArray() {
    return out.toByteArray();
  }

  private Bytes number(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }
}
