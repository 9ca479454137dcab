package recipe4j.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Encodes PNG (www.w3.org/TR/png-3) in memory. ImageIO's usual way buffers in the system's
 * temporary folder, which may be full or missing where the user's own disk has room, and takes
 * twice as long for charts of the same size.
 */
public final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BITS = 8;
  private static final byte GREY = 0;
  private static final byte COLOUR = 2;
  private static final int NONE = 0;
  private static final int UP = 2;
  private static final int LEVEL = 4;
  private static final int BUFFER = 1 << 16;

  private PngFile() {}

  /**
   * Packs an image.
   *
   * @param image of type {@code TYPE_BYTE_GRAY} or {@code TYPE_3BYTE_BGR}
   * @return the bytes of a PNG file
   * @throws IllegalArgumentException if it is of another type
   */
  public static byte[] of(BufferedImage image) {
    boolean grey = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    if (!grey && image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
      throw new IllegalArgumentException(
          "an image must be of type TYPE_BYTE_GRAY or TYPE_3BYTE_BGR, found " + image.getType());
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(image.getWidth()).putInt(image.getHeight());
    header.put(BITS).put(grey ? GREY : COLOUR); // the rest is 0: deflated, not interlaced
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    chunk(file, "IHDR", header.array());
    chunk(file, "IDAT", packed(image));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  /**
   * The rows, each behind the number of its filter: 2, the difference to the row above, where that
   * is 0 throughout, as of most rows of a chart; else 0, none, as others make charts larger.
   */
  private static byte[] packed(BufferedImage image) {
    Deflater deflater = new Deflater(LEVEL);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER)) {
      byte[] above = {};
      for (int y = 0; y < image.getHeight(); y++) {
        byte[] row = (byte[]) image.getRaster().getDataElements(0, y, image.getWidth(), 1, null);
        boolean repeated = Arrays.equals(row, above);
        out.write(repeated ? UP : NONE);
        out.write(repeated ? new byte[row.length] : row);
        above = row;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String name, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(3 * Integer.BYTES + content.length);
    chunk.putInt(content.length).put(name.getBytes(US_ASCII)).put(content);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), Integer.BYTES, Integer.BYTES + content.length);
    file.writeBytes(chunk.putInt((int) sum.getValue()).array());
  }
}
