package recipe4j.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import recipe4j.io.PngFile;

/**
 * A small grey image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param png the image as PNG, in Base64
 */
public record Picture(int width, int height, String png) {
  /** Behind the sizes: 8 bits, grey, packed as PNGs are, not interlaced. */
  private static final String GREY = "0800000000";

  /** What such a PNG begins with: its signature, and the header's length and name. */
  private static final String START = "89504e470d0a1a0a0000000d49484452";

  private static final int MOST_PIXELS = 1 << 24;

  /**
   * Checks what may come from a file, but for the pixels themselves.
   *
   * @throws IllegalArgumentException if it is no such PNG
   */
  public Picture {
    byte[] bytes = decode(png);
    boolean named =
        bytes.length > 29
            && HexFormat.of().formatHex(bytes, 0, 16).equals(START)
            && HexFormat.of().formatHex(bytes, 24, 29).equals(GREY);
    long pixels = (long) width * height;
    if (!named
        || ByteBuffer.wrap(bytes).getInt(16) != width
        || ByteBuffer.wrap(bytes).getInt(20) != height
        || pixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a picture must be a PNG of %sx%s, grey and of at most %s pixels, in Base64; found another"
              .formatted(height, width, MOST_PIXELS));
    }
  }

  /**
   * Packs grey values.
   *
   * @param pixels height times width values, row by row, 0 (black) to 255 unsigned
   * @param width at least 1
   * @param height at least 1
   * @return the picture
   * @throws IllegalArgumentException if the number of pixels does not fit
   */
  public static Picture grey(byte[] pixels, int width, int height) {
    if (pixels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "a picture of %sx%s needs %s pixels, found %s"
              .formatted(height, width, (long) width * height, pixels.length));
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    return new Picture(width, height, Base64.getEncoder().encodeToString(PngFile.of(image)));
  }

  /** {@return the image as a URL that holds it, for the {@code src} of a page} */
  public String dataUrl() {
    return "data:image/png;base64," + png;
  }

  /**
   * {@return a new image for Java}
   *
   * @throws IllegalArgumentException if the PNG is damaged
   */
  public BufferedImage decoded() {
    return read(decode(png));
  }

  private static byte[] decode(String png) {
    try {
      return Base64.getDecoder().decode(png);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a picture must be a PNG in Base64 (%s)".formatted(e.getMessage()), e);
    }
  }

  private static BufferedImage read(byte[] bytes) {
    try { // a stream of ImageIO's own choice would keep a temporary file
      BufferedImage image =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
      if (image == null) {
        throw new IOException("unknown format");
      }
      return image;
    } catch (IOException | RuntimeException e) { // of a damaged one it throws any
      throw new IllegalArgumentException(
          "a picture must be a PNG in Base64 (%s)".formatted(e.getMessage()), e);
    }
  }
}
