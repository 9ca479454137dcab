package recipe4j.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * Counts the scans of a JPEG: a progressive one is decoded once for each of them, and a scan in
 * which nothing changes takes a few bytes.
 */
final class JpegScans {
  /** What a progressive JPEG of the largest size in colour has, by libjpeg. */
  private static final long MOST_PIXELS = 10L * PictureReader.MAX_MEGAPIXELS * 1_000_000;

  private static final int MOST = 1_000;

  private static final int TEM = 0x01;
  private static final int FIRST_RESTART = 0xD0;
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;

  private JpegScans() {}

  /**
   * Checks the work that a file makes.
   *
   * @param in from the start of the file
   * @param pixels width times height
   * @throws CostlyPictureException if it has too many scans
   */
  static void check(DataInputStream in, long pixels) throws IOException {
    int scans = count(in);
    if (scans > MOST || scans * pixels > MOST_PIXELS) {
      throw new CostlyPictureException(
          "a JPEG of %s pixels must have at most %s scans, found %s; save it as a baseline JPEG"
              .formatted(pixels, Math.min(MOST, MOST_PIXELS / Math.max(1, pixels)), scans));
    }
  }

  /** Of the first image in the file. */
  private static int count(DataInputStream in) throws IOException {
    int scans = 0;
    try {
      for (int marker = marker(in); marker != END; marker = marker(in)) {
        scans += marker == SCAN ? 1 : 0;
        boolean alone = marker <= TEM || (marker >= FIRST_RESTART && marker <= START);
        if (!alone) {
          in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
        }
      }
    } catch (EOFException e) {
      return scans; // the decoder will say so
    }
    return scans;
  }

  /** The next one, whatever stands before it; 0 stands for a byte of the pixels. */
  private static int marker(DataInputStream in) throws IOException {
    int value = in.readUnsignedByte();
    while (value != 0xFF) {
      value = in.readUnsignedByte();
    }
    while (value == 0xFF) {
      value = in.readUnsignedByte();
    }
    return value;
  }
}
