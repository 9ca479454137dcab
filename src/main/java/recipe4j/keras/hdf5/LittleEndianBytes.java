package recipe4j.keras.hdf5;

import java.io.ByteArrayOutputStream;

/** Builds a byte array with little-endian numbers, as HDF5 stores its metadata. */
final class LittleEndianBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  LittleEndianBytes one(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  LittleEndianBytes two(int value) {
    return number(value, 2);
  }

  LittleEndianBytes four(int value) {
    return number(value, 4);
  }

  LittleEndianBytes eight(long value) {
    return number(value, 8);
  }

  LittleEndianBytes all(byte... values) {
    out.writeBytes(values);
    return this;
  }

  byte[] toArray() {
    return out.toByteArray();
  }

  private LittleEndianBytes number(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }
}
