package recipe4j.datasets.array;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What a number is in a file. The buffer that it is read from has the file's order of bytes. */
enum ElementType {
  BOOLEAN('b', 1, 0),
  UINT8('u', 1, 0x08),
  INT8('i', 1, 0x09),
  UINT16('u', 2, 0),
  INT16('i', 2, 0x0B),
  UINT32('u', 4, 0),
  INT32('i', 4, 0x0C),
  UINT64('u', 8, 0),
  INT64('i', 8, 0),
  FLOAT16('f', 2, 0),
  FLOAT32('f', 4, 0x0D),
  FLOAT64('f', 8, 0x0E);

  /** NumPy's letter for the kind. */
  private final char kind;

  private final int size;

  /** IDX's code; 0 if it has none. */
  private final int code;

  ElementType(char kind, int size, int code) {
    this.kind = kind;
    this.size = size;
    this.code = code;
  }

  /** NumPy's type, such as f and 4. */
  static Optional<ElementType> ofNumpy(char kind, int size) {
    for (ElementType type : values()) {
      if (type.kind == kind && type.size == size) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The type of an IDX file, by the third byte of its magic number. */
  static Optional<ElementType> ofIdx(int code) {
    for (ElementType type : values()) {
      if (code != 0 && type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Bytes of one. */
  int size() {
    return size;
  }

  /** The number with an index. */
  double at(ByteBuffer content, int index) {
    int at = index * size;
    return switch (this) {
      case BOOLEAN -> content.get(at) == 0 ? 0 : 1;
      case UINT8 -> content.get(at) & 0xFF;
      case INT8 -> content.get(at);
      case UINT16 -> content.getShort(at) & 0xFFFF;
      case INT16 -> content.getShort(at);
      case UINT32 -> content.getInt(at) & 0xFFFF_FFFFL;
      case INT32 -> content.getInt(at);
      case UINT64 -> unsigned(content.getLong(at));
      case INT64 -> content.getLong(at);
      case FLOAT16 -> half(content.getShort(at));
      case FLOAT32 -> content.getFloat(at);
      case FLOAT64 -> content.getDouble(at);
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0;
  }

  /** IEEE 754 binary16: a sign, five bits of exponent, ten of the fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double size;
    if (exponent == 0x1F) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      size = Math.scalb((double) fraction, -24);
    } else {
      size = Math.scalb((double) (0x400 + fraction), exponent - 25);
    }
    return bits < 0 ? -size : size;
  }
}
