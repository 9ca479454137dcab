package recipe4j.figure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * A small grey image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param png the image as PNG, in Base64
 */
public record Picture(int width, int height, String png) {
  /**
   * Checks what may come from a file.
   *
   * @throws IllegalArgumentException if it is no Base64
   */
  public Picture {
    try {
      if (Base64.getDecoder().decode(png).length == 0) {
        throw new IllegalArgumentException("it is empty");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a picture must be a PNG in Base64 (%s)".formatted(e.getMessage()), e);
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
          "a picture of %dx%d needs %d pixels, found %d"
              .formatted(height, width, (long) width * height, pixels.length));
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Picture(width, height, Base64.getEncoder().encodeToString(png.toByteArray()));
  }

  /**
   * The image for the {@code src} of a page.
   *
   * @return a URL that holds it
   */
  public String dataUrl() {
    return "data:image/png;base64," + png;
  }

  /**
   * The image for Java.
   *
   * @return a new image
   * @throws IllegalArgumentException if it is no PNG
   */
  public BufferedImage decoded() {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
      if (image == null) {
        throw new IOException("unknown format");
      }
      return image;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "a picture must be a PNG in Base64 (%s)".formatted(e.getMessage()), e);
    }
  }
}
