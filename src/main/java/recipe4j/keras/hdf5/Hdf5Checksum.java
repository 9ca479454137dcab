package recipe4j.keras.hdf5;

/**
 * Bob Jenkins's {@code lookup3} hash of bytes ({@code hashlittle} with the initial value 0, public
 * domain, burtleburtle.net/bob/c/lookup3.c), which HDF5 keeps of its metadata.
 */
final class Hdf5Checksum {
  private Hdf5Checksum() {}

  static int of(byte[] bytes, int length) {
    int a = 0xdeadbeef + length;
    int b = a;
    int c = a;
    int at = 0;
    int left = length;
    for (; left > 12; left -= 12, at += 12) {
      a += word(bytes, at, 4);
      b += word(bytes, at + 4, 4);
      c += word(bytes, at + 8, 4);
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
    }
    if (left == 0) {
      return c;
    }
    a += word(bytes, at, Math.min(4, left));
    b += word(bytes, at + 4, Math.min(4, left - 4));
    c += word(bytes, at + 8, Math.min(4, left - 8));
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  /** Up to four bytes, little endian; the missing ones are zero. */
  private static int word(byte[] bytes, int at, int count) {
    int word = 0;
    for (int i = 0; i < count; i++) {
      word |= (bytes[at + i] & 0xff) << (8 * i);
    }
    return word;
  }
}
