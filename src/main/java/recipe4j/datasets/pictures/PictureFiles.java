package recipe4j.datasets.pictures;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.image.Preparation;
import recipe4j.image.PreparedImage;
import recipe4j.io.Count;
import recipe4j.io.Gzip;
import recipe4j.io.RegularFile;

/**
 * The user's own images: pictures of any size (PNG, JPEG, BMP, GIF), or IDX files of the network's.
 *
 * <pre>{@code
 * UserPictures own = PictureFiles.read(List.of(Path.of("seven.jpg")), shape, 1, Preparation.MNIST);
 * Probabilities p = Predictor.of(net).probabilities(own.images());
 * }</pre>
 */
public final class PictureFiles {
  private PictureFiles() {}

  /**
   * Reads images that have no labels.
   *
   * @param files IDX image files, raw or gzipped, or pictures, recognised by their content
   * @param shape height and width that pictures get and that images of IDX files must have
   * @param perFile how many images of an IDX file to take, at least 1
   * @param preparation how a picture becomes an image of that height and width
   * @return the images in order
   * @throws FileNotFoundException if a file is missing or is a folder
   * @throws recipe4j.image.InvalidImageException if a picture is damaged, too large, of another
   *     format, or shows no ink where it must
   * @throws InvalidDataException if an IDX file breaks a rule or has another height or width
   * @throws IOException if a file can't be read
   */
  public static UserPictures read(
      List<Path> files, ImageShape shape, int perFile, Preparation preparation) throws IOException {
    return read(files, shape, perFile, preparation, false, UnreadablePictures.STOP);
  }

  /**
   * The same, for many files of which some may be bad, and for folders of them.
   *
   * @param files IDX image files or pictures, or folders that hold such, at any depth
   * @param shape height and width that pictures get and that images of IDX files must have
   * @param perFile how many images of an IDX file to take, at least 1
   * @param preparation how a picture becomes an image of that height and width
   * @param each take every digit of a picture, from left to right, instead of the largest
   * @param unreadable is called for every file that is left out; it may throw the fault to stop
   * @return the images in order, of the files that could be read
   * @throws IOException if no file could be read, a folder holds none, or {@code unreadable} throws
   */
  public static UserPictures read(
      List<Path> files,
      ImageShape shape,
      int perFile,
      Preparation preparation,
      boolean each,
      UnreadablePictures unreadable)
      throws IOException {
    PictureLoader loader = new PictureLoader(shape, preparation);
    List<byte[]> images = new ArrayList<>();
    List<UserPictures.Origin> origins = new ArrayList<>();
    List<Path> all = PictureFolders.files(files);
    for (Path file : all) {
      try {
        if (isIdx(file)) {
          readIdx(file, shape, perFile, images);
          while (origins.size() < images.size()) {
            origins.add(new UserPictures.Origin(file, false, "", List.of()));
          }
        } else {
          for (PreparedImage prepared : each ? loader.loadEach(file) : List.of(loader.load(file))) {
            images.add(prepared.pixels());
            origins.add(new UserPictures.Origin(file, true, prepared.how(), prepared.doubts()));
          }
        }
      } catch (IOException e) {
        if (all.size() == 1) {
          throw e; // nothing would be left
        }
        unreadable.leftOut(e);
      }
    }
    if (images.isEmpty() && !all.isEmpty()) {
      throw new InvalidDataException(
          "at least one image must be readable, found none in " + Count.of(all.size(), "file"));
    }
    byte[] pixels = new byte[Math.multiplyExact(images.size(), shape.pixels())];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, pixels, i * shape.pixels(), shape.pixels());
    }
    return new UserPictures(LabelledImages.of(shape, pixels, new int[images.size()]), origins);
  }

  private static boolean isIdx(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = RegularFile.open(file)) {
      byte[] start = in.readNBytes(2);
      return (start.length == 2 && start[0] == 0 && start[1] == 0) || Gzip.isGzip(start);
    }
  }

  private static void readIdx(Path file, ImageShape shape, int most, List<byte[]> images)
      throws IOException {
    IdxArray array = IdxArray.read(file, IdxPart.IMAGE_DIMENSIONS);
    if (array.size(1) != shape.height() || array.size(2) != shape.width()) {
      throw new InvalidDataException(
          "%s: images of an IDX file must be %sx%s for this network, found %sx%s; give a file of that size"
              .formatted(file, shape.height(), shape.width(), array.size(1), array.size(2)));
    }
    for (int i = 0; i < Math.min(most, array.size(0)); i++) {
      int from = i * shape.pixels();
      images.add(Arrays.copyOfRange(array.values(), from, from + shape.pixels()));
    }
  }
}
