package recipe4j.io;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes PNG in memory. ImageIO's usual way buffers in the system's temporary folder, which may be
 * full or missing where the user's own disk has room.
 */
public final class PngFile {
  private PngFile() {}

  /**
   * Packs an image.
   *
   * @param image of a kind that PNG knows
   * @return the bytes of a PNG file
   * @throws IllegalArgumentException if PNG has no such kind
   */
  public static byte[] of(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalArgumentException("PNG has no images of this kind");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
