package recipe4j.image;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG, JPEG, BMP and GIF with Java's own ImageIO, known by their content, not their name.
 *
 * <p>Files are untrusted. The size is taken from the header and checked before memory is taken for
 * pixels; a large picture is read with fewer pixels; damage that ImageIO would pass over (a wrong
 * checksum in a PNG, a JPEG that ends early) is an error.
 */
public final class PictureReader {
  /** Longest side that is read, in pixels. */
  public static final int MAX_SIDE = 16_384;

  /** Most pixels that are read, in millions. */
  public static final int MAX_MEGAPIXELS = 128;

  /** Pixels are skipped while the longer side keeps this many. */
  private static final int ENOUGH = 2_048;

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "bmp", "gif");

  /** What libjpeg says of a file whose pixels are lost; of stray bytes it says something else. */
  private static final Pattern DAMAGE =
      Pattern.compile("(?i).*(premature end|bad huffman|corrupt jpeg data: bad).*");

  private PictureReader() {}

  /**
   * Reads a picture's brightness, turned upright as its camera says. What is transparent becomes
   * white behind dark paint and black behind light paint.
   *
   * @param file the picture
   * @return the image; a large one may come with fewer pixels than the file has
   * @throws FileNotFoundException if there is no such file, or it is a folder
   * @throws InvalidImageException if it is no picture of these formats, damaged or too large
   * @throws IOException if it can't be read
   */
  public static GreyImage read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException(
          Files.isDirectory(file)
              ? file + ": a picture must be a file, found a folder; name the files in it"
              : file + ": a picture must be there, found no such file; check the name");
    }
    if (Files.size(file) == 0) {
      throw new InvalidImageException(
          file + ": a picture must have content, found an empty file; save it again");
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      if (in == null) {
        throw new IOException(file + ": a picture must be readable; check its permissions");
      }
      ImageReader reader = readerOf(file, in);
      try {
        return read(file, in, reader);
      } finally {
        reader.dispose();
      }
    }
  }

  private static ImageReader readerOf(Path file, ImageInputStream in) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(format(reader))) {
        return reader;
      }
      reader.dispose();
    }
    throw new InvalidImageException(
        file
            + ": a picture must be PNG, JPEG, BMP or GIF, found something else; save it as one of them");
  }

  private static String format(ImageReader reader) throws IOException {
    return reader.getFormatName().toLowerCase(Locale.ROOT);
  }

  private static GreyImage read(Path file, ImageInputStream in, ImageReader reader)
      throws IOException {
    boolean jpeg = format(reader).equals("jpeg");
    try {
      if (format(reader).equals("png")) {
        PngChunks.check(file);
      }
      reader.setInput(in, false, true);
      checkSize(file, reader.getWidth(0), reader.getHeight(0));
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      GreyImage image = decode(reader, jpeg);
      for (String warning : warnings) {
        if (DAMAGE.matcher(warning).matches()) {
          throw new IIOException(warning);
        }
      }
      return jpeg ? JpegOrientation.of(file).upright(image) : image;
    } catch (InvalidImageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InvalidImageException(
          file + ": a picture must be whole, found a damaged one; save it again", e);
    }
  }

  private static void checkSize(Path file, int width, int height) throws InvalidImageException {
    long pixels = (long) width * height;
    if (width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_MEGAPIXELS * 1_000_000L) {
      throw new InvalidImageException(
          String.format(
              Locale.ROOT,
              "%s: a picture must have at most %d pixels a side and %d megapixels, found %dx%d; scale it down",
              file,
              MAX_SIDE,
              MAX_MEGAPIXELS,
              width,
              height));
    }
  }

  private static GreyImage decode(ImageReader reader, boolean jpeg) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / ENOUGH);
    param.setSourceSubsampling(step, step, 0, 0);
    try {
      return GreyConversion.of(reader.read(0, param));
    } catch (IOException | RuntimeException e) {
      if (!jpeg) {
        throw e;
      }
      // CMYK, or a colour profile that Java can't use: the brightness needs neither
      return GreyConversion.ofJpegBands(reader.readRaster(0, param));
    }
  }
}
