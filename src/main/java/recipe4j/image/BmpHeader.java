package recipe4j.image;

import java.io.DataInputStream;
import java.io.IOException;
import javax.imageio.IIOException;

/**
 * Checks the compression of a BMP: one may hold a JPEG or a PNG instead of pixels, which ImageIO
 * would read whatever its size is.
 */
final class BmpHeader {
  private static final int OLD_HEADER = 12;

  /** 0: none, 1 and 2: run lengths, 3: bit fields. */
  private static final int LAST_OF_PIXELS = 3;

  private BmpHeader() {}

  /**
   * Checks a file that begins with BMP's signature.
   *
   * @param in from the start of the file
   * @throws IOException if its pixels are packed in another format
   */
  static void check(DataInputStream in) throws IOException {
    in.skipNBytes(14);
    int header = Integer.reverseBytes(in.readInt());
    if (header == OLD_HEADER) {
      return; // has no compression
    }
    in.skipNBytes(12);
    int compression = Integer.reverseBytes(in.readInt());
    if (compression < 0 || compression > LAST_OF_PIXELS) {
      throw new IIOException("a BMP must hold pixels, found compression " + compression);
    }
  }
}
