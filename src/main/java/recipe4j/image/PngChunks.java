package recipe4j.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.IIOException;

/**
 * Walks through the chunks of a PNG and checks what ImageIO does not: every checksum, and that the
 * last chunk is there.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">the layout of chunks</a>
 */
final class PngChunks {
  private static final int SIGNATURE = 8;
  private static final int TYPE = 4;

  private PngChunks() {}

  /**
   * Checks a file that begins with PNG's signature.
   *
   * @throws IOException if a chunk is damaged or cut off
   */
  static void check(Path file) throws IOException {
    byte[] buffer = new byte[1 << 14];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(SIGNATURE);
      String type = "";
      while (!type.equals("IEND")) {
        int length = in.readInt();
        CRC32 sum = new CRC32();
        in.readFully(buffer, 0, TYPE);
        sum.update(buffer, 0, TYPE);
        type = new String(buffer, 0, TYPE, StandardCharsets.ISO_8859_1);
        if (length < 0) {
          throw new IIOException("chunk " + type + " has a negative length");
        }
        for (int left = length; left > 0; ) {
          int part = Math.min(left, buffer.length);
          in.readFully(buffer, 0, part);
          sum.update(buffer, 0, part);
          left -= part;
        }
        if (in.readInt() != (int) sum.getValue()) {
          throw new IIOException("chunk " + type + " has a wrong checksum");
        }
      }
    }
  }
}
