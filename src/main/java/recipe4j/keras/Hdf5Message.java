package recipe4j.keras;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message of an HDF5 object header, section IV.A.2 of the HDF5 File Format Specification 3.0.
 *
 * @param type number of the message
 * @param body its bytes
 */
record Hdf5Message(byte type, byte[] body) {
  /** IEEE 754, 32 bits, little endian. */
  static final byte[] FLOAT32 = {
    0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0
  };

  /** Signed, 64 bits, little endian. */
  static final byte[] INT64 = {0x10, 0x08, 0, 0, 8, 0, 0, 0, 0, 0, 64, 0};

  private static final int MAX_BODY = 65_528;
  private static final long UNDEFINED = -1;

  static Hdf5Message dataspace(long... shape) {
    return new Hdf5Message((byte) 0x01, space(shape, shape.length == 0));
  }

  static Hdf5Message linkInfo() {
    return new Hdf5Message(
        (byte) 0x02, buffer(18).putShort((short) 0).putLong(UNDEFINED).putLong(UNDEFINED).array());
  }

  static Hdf5Message datatype(byte[] type) {
    return new Hdf5Message((byte) 0x03, type);
  }

  /** Zeros, written when the dataset is. */
  static Hdf5Message fillValue() {
    return new Hdf5Message((byte) 0x05, new byte[] {3, 0x0a});
  }

  static Hdf5Message link(String name, long address) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    // flags: the name's length has two bytes, and its character set is given
    ByteBuffer body = buffer(5 + text.length + 8).put((byte) 1).put((byte) 0x11).put((byte) 1);
    return new Hdf5Message(
        (byte) 0x06, body.putShort((short) text.length).put(text).putLong(address).array());
  }

  static Hdf5Message contiguous(long address, long size) {
    return new Hdf5Message(
        (byte) 0x08, buffer(18).put((byte) 3).put((byte) 1).putLong(address).putLong(size).array());
  }

  static Hdf5Message groupInfo() {
    return new Hdf5Message((byte) 0x0a, new byte[2]);
  }

  /**
   * Strings of one fixed length, padded with zeros.
   *
   * @throws KerasFormatException if they are longer than an object header may be
   */
  static Hdf5Message attribute(String name, Hdf5Group.Text text) throws KerasFormatException {
    List<byte[]> values =
        text.values().stream().map(value -> value.getBytes(StandardCharsets.UTF_8)).toList();
    int length = values.stream().mapToInt(value -> value.length).reduce(1, Math::max);
    byte[] label = (name + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] type =
        buffer(8).put((byte) 0x13).put((byte) 0x11).putShort((short) 0).putInt(length).array();
    byte[] space = space(new long[] {values.size()}, text.scalar());
    long size = 9L + label.length + type.length + space.length + (long) length * values.size();
    if (size > MAX_BODY) {
      throw new KerasFormatException(
          "the attribute %s has %d bytes, HDF5 allows %d; write a .keras file instead"
              .formatted(name, size, MAX_BODY));
    }
    ByteBuffer body = buffer((int) size).put((byte) 3).put((byte) 0);
    body.putShort((short) label.length).putShort((short) type.length);
    body.putShort((short) space.length).put((byte) 1).put(label).put(type).put(space);
    for (byte[] value : values) {
      body.put(value).put(new byte[length - value.length]);
    }
    return new Hdf5Message((byte) 0x0c, body.array());
  }

  private static byte[] space(long[] shape, boolean scalar) {
    int rank = scalar ? 0 : shape.length;
    ByteBuffer space = buffer(4 + 8 * rank).put((byte) 2).put((byte) rank).put((byte) 0);
    space.put((byte) (scalar ? 0 : 1));
    for (int i = 0; i < rank; i++) {
      space.putLong(shape[i]);
    }
    return space.array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
