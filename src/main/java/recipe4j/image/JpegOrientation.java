package recipe4j.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rotation or mirroring that turns a JPEG upright, from the camera's Exif data, with Exif's
 * numbers; ImageIO ignores it. Exif that is missing or makes no sense means upright.
 *
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf">Exif 2.32, tag
 *     Orientation</a>
 */
enum JpegOrientation {
  UPRIGHT(1, false),
  MIRRORED(2, false),
  HALF_TURN(3, false),
  UPSIDE_DOWN_MIRRORED(4, false),
  TRANSPOSED(5, true),
  QUARTER_TURN_RIGHT(6, true),
  TRANSVERSED(7, true),
  QUARTER_TURN_LEFT(8, true);

  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int TAG = 0x0112;
  private static final int ENTRY = 12;

  private final int number;
  private final boolean swapsSides;

  JpegOrientation(int number, boolean swapsSides) {
    this.number = number;
    this.swapsSides = swapsSides;
  }

  /** Reads the segments before the pixels. */
  static JpegOrientation of(DataInputStream in) throws IOException {
    try {
      in.skipNBytes(2);
      while (in.read() == 0xFF) {
        int marker = in.read();
        while (marker == 0xFF) {
          marker = in.read();
        }
        if (marker < 0 || marker == START_OF_SCAN) {
          return UPRIGHT;
        }
        int length = in.readUnsignedShort() - 2;
        if (length < 0) {
          return UPRIGHT;
        }
        byte[] content = in.readNBytes(length);
        if (marker == APP1 && startsWith(content, EXIF)) {
          return ofTiff(
              ByteBuffer.wrap(content, EXIF.length, content.length - EXIF.length).slice());
        }
      }
    } catch (java.io.EOFException e) {
      return UPRIGHT; // the pixels were there, so only what describes them is odd
    }
    return UPRIGHT;
  }

  private static boolean startsWith(byte[] content, byte[] start) {
    return content.length >= start.length
        && Arrays.equals(content, 0, start.length, start, 0, start.length);
  }

  private static JpegOrientation ofTiff(ByteBuffer tiff) {
    try {
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = tiff.getShort(directory) & 0xFFFF;
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + i * ENTRY;
        if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
          return ofNumber(tiff.getShort(entry + 8));
        }
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return UPRIGHT; // odd Exif is no reason to refuse a picture
    }
    return UPRIGHT;
  }

  private static JpegOrientation ofNumber(int number) {
    for (JpegOrientation orientation : values()) {
      if (orientation.number == number) {
        return orientation;
      }
    }
    return UPRIGHT;
  }

  /** The image as it was seen. */
  GreyImage upright(GreyImage image) {
    if (this == UPRIGHT) {
      return image;
    }
    int width = swapsSides ? image.height() : image.width();
    int height = swapsSides ? image.width() : image.height();
    int lastX = image.width() - 1;
    int lastY = image.height() - 1;
    float[] values = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] =
            switch (this) {
              case UPRIGHT -> image.get(x, y);
              case MIRRORED -> image.get(lastX - x, y);
              case HALF_TURN -> image.get(lastX - x, lastY - y);
              case UPSIDE_DOWN_MIRRORED -> image.get(x, lastY - y);
              case TRANSPOSED -> image.get(y, x);
              case QUARTER_TURN_RIGHT -> image.get(y, lastY - x);
              case TRANSVERSED -> image.get(lastX - y, lastY - x);
              case QUARTER_TURN_LEFT -> image.get(lastX - y, x);
            };
      }
    }
    return GreyImage.of(width, height, values);
  }
}
