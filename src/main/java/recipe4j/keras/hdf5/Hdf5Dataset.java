package recipe4j.keras.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An array of an HDF5 file that is to be written, its values in row-major order. */
final class Hdf5Dataset {
  private final long[] shape;
  private final byte[] type;
  private final byte[] data;

  private Hdf5Dataset(long[] shape, byte[] type, byte[] data) {
    this.shape = shape;
    this.type = type;
    this.data = data;
  }

  /** 32-bit floats. */
  static Hdf5Dataset of(long[] shape, float... values) {
    byte[] data = new byte[Math.multiplyExact(Float.BYTES, values.length)];
    littleEndian(data).asFloatBuffer().put(values);
    return new Hdf5Dataset(shape.clone(), Hdf5Message.FLOAT32, data);
  }

  /** One 64-bit integer. */
  static Hdf5Dataset of(long value) {
    byte[] data = new byte[Long.BYTES];
    littleEndian(data).putLong(value);
    return new Hdf5Dataset(new long[0], Hdf5Message.INT64, data);
  }

  /** Sizes, none for a single value. */
  long[] shape() {
    return shape;
  }

  /** The body of a datatype message. */
  byte[] type() {
    return type;
  }

  /** The values as they are written. */
  byte[] data() {
    return data;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
