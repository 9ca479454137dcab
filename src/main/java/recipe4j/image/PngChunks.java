package recipe4j.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOException;

/**
 * Walks through the chunks of a PNG and checks what ImageIO does not: every checksum, that the last
 * chunk is there, and how much is to be unpacked.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">the layout of chunks</a>
 */
final class PngChunks {
  private static final int SIGNATURE = 8;
  private static final int TYPE = 4;
  private static final int HEADER = 13;

  /** Samples of a pixel, by PNG's colour type. */
  private static final int[] SAMPLES = {1, 0, 3, 1, 2, 0, 4};

  /** Of the largest picture in colour and transparency, 8 bits each. */
  private static final long MOST_UNPACKED = 4L * PictureReader.MAX_MEGAPIXELS * 1_000_000;

  /** Drawings pack to less than a hundredth, and below 128 MB it doesn't matter. */
  private static final long MOST_PACKING = 200;

  private static final long SMALL = 128 << 20;

  /** Besides those of the pixels. */
  private static final int MOST_CHUNKS = 10_000;

  private PngChunks() {}

  /**
   * Checks a file that begins with PNG's signature.
   *
   * @param in from the start of the file
   * @param size bytes of the file
   * @throws IOException if a chunk is damaged or cut off, or the pixels are packed too well
   */
  static void check(DataInputStream in, long size) throws IOException {
    byte[] buffer = new byte[1 << 14];
    in.skipNBytes(SIGNATURE);
    int others = 0;
    for (String type = ""; !type.equals("IEND"); others += type.equals("IDAT") ? 0 : 1) {
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
      if (type.equals("IHDR") && length == HEADER) {
        checkPacking(ByteBuffer.wrap(buffer, 0, HEADER), size);
      }
      if (others > MOST_CHUNKS) {
        throw new CostlyPictureException(
            "a PNG must have at most %s chunks besides its pixels, found more; save it again"
                .formatted(MOST_CHUNKS));
      }
    }
  }

  private static void checkPacking(ByteBuffer header, long size) throws IOException {
    long pixels = (long) header.getInt() * header.getInt();
    int bits = header.get();
    int colours = header.get();
    if (colours < 0 || colours >= SAMPLES.length) {
      throw new IIOException("a PNG has no colour type " + colours);
    }
    long unpacked = pixels * SAMPLES[colours] * bits / Byte.SIZE;
    long most = Math.min(MOST_UNPACKED, Math.max(SMALL, MOST_PACKING * size));
    boolean tooManyPixels = pixels > PictureReader.MAX_MEGAPIXELS * 1_000_000L; // told by its size
    if (unpacked > most && !tooManyPixels) {
      throw new CostlyPictureException(
          "the pixels of a PNG of %s bytes must unpack to at most %s bytes, found %s; scale it down"
              .formatted(size, most, unpacked));
    }
  }
}
