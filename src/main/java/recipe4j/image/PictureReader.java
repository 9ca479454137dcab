package recipe4j.image;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

  /**
   * What libjpeg says of a file whose pixels are lost, or may be, as no end is there; of stray
   * bytes it says something else.
   */
  private static final Pattern DAMAGE =
      Pattern.compile(
          "(?i).*(premature end|truncated file|bad huffman|corrupt jpeg data: (bad|found marker)).*");

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
    if (Files.isDirectory(file)) {
      throw new FileNotFoundException(
          file + ": a picture must be a file, found a folder; name the files in it");
    }
    try (PictureFile in = PictureFile.open(file)) {
      if (in.length() == 0) {
        throw new InvalidImageException(
            file + ": a picture must have content, found an empty file; save it again");
      }
      ImageReader reader = readerOf(file, in);
      try {
        return read(file, in, reader);
      } finally {
        reader.dispose();
      }
    } catch (NoSuchFileException e) {
      throw missing(file, e);
    }
  }

  private static FileNotFoundException missing(Path file, NoSuchFileException e) {
    FileNotFoundException told =
        new FileNotFoundException(
            Files.isSymbolicLink(file)
                ? e.getMessage()
                : file + ": a picture must be there, found no such file; check the name");
    told.initCause(e);
    return told;
  }

  private static ImageReader readerOf(Path file, PictureFile in) throws IOException {
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

  private static GreyImage read(Path file, PictureFile in, ImageReader reader) throws IOException {
    boolean jpeg = format(reader).equals("jpeg");
    try {
      checkStructure(in, format(reader));
      reader.setInput(in, false, true);
      checkSize(file, reader.getWidth(0), reader.getHeight(0));
      if (jpeg) {
        JpegScans.check(in.fromStart(), (long) reader.getWidth(0) * reader.getHeight(0));
      }
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      GreyImage image = decode(reader, jpeg);
      for (String warning : warnings) {
        if (DAMAGE.matcher(warning).matches()) {
          throw new IIOException(warning);
        }
      }
      return jpeg ? JpegOrientation.of(in.fromStart()).upright(image) : image;
    } catch (InvalidImageException e) {
      throw e;
    } catch (CostlyPictureException e) {
      throw new InvalidImageException("%s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException | RuntimeException e) {
      throw new InvalidImageException(
          file + ": a picture must be whole, found a damaged one; save it again", e);
    }
  }

  /** Checks what would make ImageIO work for long, or accept damage. */
  private static void checkStructure(PictureFile in, String format) throws IOException {
    switch (format) {
      case "png" -> PngChunks.check(in.fromStart(), in.length());
      case "gif" -> GifBlocks.check(in.fromStart());
      case "bmp" -> BmpHeader.check(in.fromStart());
      default -> {} // a JPEG's work depends on its size
    }
  }

  private static void checkSize(Path file, int width, int height) throws InvalidImageException {
    long pixels = (long) width * height;
    if (width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_MEGAPIXELS * 1_000_000L) {
      throw new InvalidImageException(
          "%s: a picture must have at most %s pixels a side and %s megapixels, found %sx%s; scale it down"
              .formatted(file, MAX_SIDE, MAX_MEGAPIXELS, width, height));
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
