package recipe4j.image;

import java.io.DataInputStream;
import java.io.IOException;
import javax.imageio.IIOException;

/**
 * Walks through what stands before the first image of a GIF: ImageIO joins the pieces of a comment
 * or another extension in a time that grows with the square of their length.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>
 */
final class GifBlocks {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int MOST_BYTES = 1 << 20;

  private GifBlocks() {}

  /**
   * Checks a file that begins with GIF's signature.
   *
   * @param in from the start of the file
   * @throws IOException if it ends before an image, or has too much before it
   */
  static void check(DataInputStream in) throws IOException {
    in.skipNBytes(10); // signature, width, height
    skipColours(in.readUnsignedByte(), in);
    int bytes = 0;
    for (int kind = in.readUnsignedByte(); kind != IMAGE; kind = in.readUnsignedByte()) {
      if (kind != EXTENSION) {
        throw new IIOException("a GIF has no block of kind " + kind);
      }
      in.skipNBytes(1);
      bytes += 2;
      for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
        in.skipNBytes(length);
        bytes += 1 + length;
        if (bytes > MOST_BYTES) {
          throw new CostlyPictureException(
              "the comments and extensions of a GIF must have at most 1 MB, found more; save it without them");
        }
      }
    }
  }

  private static void skipColours(int flags, DataInputStream in) throws IOException {
    in.skipNBytes(2); // background, aspect ratio
    if ((flags & 0x80) != 0) {
      in.skipNBytes(3L << ((flags & 7) + 1));
    }
  }
}
