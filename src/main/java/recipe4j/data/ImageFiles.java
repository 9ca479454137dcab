package recipe4j.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A person's own images: IDX files, or pictures that ImageIO reads (PNG, JPEG, BMP, GIF). */
public final class ImageFiles {
  private ImageFiles() {}

  /**
   * Reads images that have no labels; each is given label 0.
   *
   * @param files IDX image files, raw or gzipped, or pictures, recognised by their content
   * @param shape height and width that every image must have
   * @param perFile how many images of an IDX file to take, at least 1
   * @return the images in order
   * @throws IOException if a file is missing, can't be read, or has another height or width
   */
  public static LabelledImages read(List<Path> files, ImageShape shape, int perFile)
      throws IOException {
    List<byte[]> images = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new FileNotFoundException(
            file + ": an image or IDX file must be there, found none; check the name");
      }
      if (isIdx(file)) {
        readIdx(file, shape, perFile, images);
      } else {
        images.add(readPicture(file, shape));
      }
    }
    byte[] pixels = new byte[Math.multiplyExact(images.size(), shape.pixels())];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, pixels, i * shape.pixels(), shape.pixels());
    }
    return LabelledImages.of(shape, pixels, new int[images.size()]);
  }

  private static boolean isIdx(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(2);
      boolean raw = start.length == 0 || (start.length == 2 && start[0] == 0 && start[1] == 0);
      return raw || IdxArray.isGzip(start);
    }
  }

  private static void readIdx(Path file, ImageShape shape, int most, List<byte[]> images)
      throws IOException {
    IdxArray array = IdxArray.read(file, IdxPart.IMAGE_DIMENSIONS);
    check(file, shape, array.size(1), array.size(2));
    for (int i = 0; i < Math.min(most, array.size(0)); i++) {
      int from = i * shape.pixels();
      images.add(java.util.Arrays.copyOfRange(array.values(), from, from + shape.pixels()));
    }
  }

  private static byte[] readPicture(Path file, ImageShape shape) throws IOException {
    BufferedImage picture;
    try {
      picture = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw new InvalidDataException(
          "%s: a picture must be whole, found a damaged one; save it again".formatted(file), e);
    }
    if (picture == null) {
      throw new InvalidDataException(
          file + ": an image must be IDX, PNG, JPEG, BMP or GIF, found something else");
    }
    check(file, shape, picture.getHeight(), picture.getWidth());
    BufferedImage grey =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    grey.getGraphics().drawImage(picture, 0, 0, null);
    Raster raster = grey.getRaster();
    byte[] pixels = new byte[shape.pixels()];
    raster.getDataElements(0, 0, shape.width(), shape.height(), pixels);
    return pixels;
  }

  private static void check(Path file, ImageShape shape, int height, int width)
      throws InvalidDataException {
    if (height != shape.height() || width != shape.width()) {
      throw new InvalidDataException(
          "%s: an image must be %dx%d, found %dx%d; scale it, white on black as in MNIST"
              .formatted(file, shape.height(), shape.width(), height, width));
    }
  }
}
