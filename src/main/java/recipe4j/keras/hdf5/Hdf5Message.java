package recipe4j.keras.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.List;
import recipe4j.keras.KerasFormatException;

/**
 * A message of an HDF5 object header, section IV.A.2 of the HDF5 File Format Specification 3.0: the
 * number of its type and its bytes.
 */
final class Hdf5Message {
  /** IEEE 754, 32 bits, little endian. */
  static final byte[] FLOAT32 = {
    0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0
  };

  /** Signed, 64 bits, little endian. */
  static final byte[] INT64 = {0x10, 0x08, 0, 0, 8, 0, 0, 0, 0, 0, 64, 0};

  private static final int MAX_BODY = 65_528;
  private static final long UNDEFINED = -1;

  private final int type;
  private final byte[] body;

  private Hdf5Message(int type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  private Hdf5Message(int type, LittleEndianBytes body) {
    this(type, body.toArray());
  }

  /** With its type, size and flags before it. */
  void writeTo(LittleEndianBytes header) {
    header.one(type).two(body.length).one(0).all(body);
  }

  static Hdf5Message dataspace(long... shape) {
    return new Hdf5Message(0x01, space(shape.length == 0, shape));
  }

  static Hdf5Message linkInfo() {
    return new Hdf5Message(0x02, new LittleEndianBytes().two(0).eight(UNDEFINED).eight(UNDEFINED));
  }

  static Hdf5Message datatype(byte[] type) {
    return new Hdf5Message(0x03, type);
  }

  /** Zeros, written when the dataset is. */
  static Hdf5Message fillValue() {
    return new Hdf5Message(0x05, new LittleEndianBytes().one(3, 0x0a));
  }

  static Hdf5Message link(String name, long address) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    // flags 0x11: the name's length has two bytes, and its character set, 1, is given
    return new Hdf5Message(
        0x06, new LittleEndianBytes().one(1, 0x11, 1).two(text.length).all(text).eight(address));
  }

  static Hdf5Message contiguous(long address, long size) {
    return new Hdf5Message(0x08, new LittleEndianBytes().one(3, 1).eight(address).eight(size));
  }

  static Hdf5Message groupInfo() {
    return new Hdf5Message(0x0a, new LittleEndianBytes().two(0));
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
    byte[] type = new LittleEndianBytes().one(0x13, 0x11).two(0).four(length).toArray();
    byte[] space = space(text.scalar(), values.size()).toArray();
    long size = 9L + label.length + type.length + space.length + (long) length * values.size();
    if (size > MAX_BODY) {
      throw new KerasFormatException(
          "the attribute %s has %s bytes, HDF5 allows %s; write a .keras file instead"
              .formatted(name, size, MAX_BODY));
    }
    LittleEndianBytes body =
        new LittleEndianBytes()
            .one(3, 0)
            .two(label.length)
            .two(type.length)
            .two(space.length)
            .one(1);
    body.all(label).all(type).all(space);
    for (byte[] value : values) {
      body.all(value).all(new byte[length - value.length]);
    }
    return new Hdf5Message(0x0c, body);
  }

  private static LittleEndianBytes space(boolean scalar, long... shape) {
    if (scalar) {
      return new LittleEndianBytes().one(2, 0, 0, 0);
    }
    LittleEndianBytes space = new LittleEndianBytes().one(2, shape.length, 0, 1);
    for (long size : shape) {
      space.eight(size);
    }
    return space;
  }
}
