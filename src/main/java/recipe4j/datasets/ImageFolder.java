package recipe4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetInfo;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.pictures.ClassFolders;
import recipe4j.datasets.pictures.UnreadablePictures;
import recipe4j.image.Preparation;
import recipe4j.io.RegularFile;
import recipe4j.io.Sha256;

/**
 * A dataset of pictures in class folders: PNG, JPEG, BMP and GIF of any size.
 *
 * <pre>
 * pictures/cat/1.jpg        or   pictures/train/cat/1.jpg
 * pictures/cat/2.png             pictures/train/dog/1.jpg
 * pictures/dog/1.jpg             pictures/test/cat/1.jpg
 * ...                            ...
 * </pre>
 *
 * <p>The classes are numbered by the sorted names of their folders. Without a folder {@code test}
 * one picture of five of every class is kept for the test: always the same ones, as long as the
 * folder does not change.
 */
public final class ImageFolder {
  /** Height and width of MNIST's images, which pictures are brought to. */
  static final int SIDE = 28;

  private static final int TEST_IS_ONE_OF = 5;
  private static final String TRAIN = "train";
  private static final String TEST = "test";

  private ImageFolder() {}

  /**
   * Reads all pictures.
   *
   * @param folder with class folders, or with {@code train} and {@code test} that hold them; its
   *     name becomes the dataset's
   * @param side height and width that the images get, at least 1
   * @param preparation how a picture becomes an image of that size
   * @param validationSplit part of the training images that validates, from 0 to below 1; it has
   *     every class in its share
   * @return the dataset
   * @throws java.io.FileNotFoundException if the folder is missing
   * @throws InvalidDataException if there is only one class, a class is empty, or the test has a
   *     class that the training lacks
   * @throws IOException if a picture is damaged or can't be read; the message names it
   * @throws IllegalArgumentException if the validation split is out of range or leaves a side empty
   */
  public static ImageDataset load(
      Path folder, int side, Preparation preparation, double validationSplit) throws IOException {
    return load(folder, side, preparation, validationSplit, UnreadablePictures.STOP);
  }

  /**
   * The same, where some pictures may be bad.
   *
   * @param folder as above
   * @param side height and width that the images get, at least 1
   * @param preparation how a picture becomes an image of that size
   * @param validationSplit part of the training images that validates, from 0 to below 1
   * @param unreadable is called for every picture that is left out; it may throw the fault to stop
   * @return the dataset of the pictures that could be read
   * @throws InvalidDataException as above, or if no picture of a class of the training, or none of
   *     the test, could be read
   * @throws IOException if a file can't be read, or {@code unreadable} throws
   */
  public static ImageDataset load(
      Path folder,
      int side,
      Preparation preparation,
      double validationSplit,
      UnreadablePictures unreadable)
      throws IOException {
    ImageDataset.checkValidationSplit(validationSplit);
    List<ClassFolders> sides = sides(folder);
    ClassFolders train = sides.get(0);
    ClassFolders test = sides.get(1);
    List<String> classes = train.names();
    for (String name : test.names()) {
      if (!classes.contains(name)) {
        throw new InvalidDataException(
            "%s: every class of the test must be one of the training, found %s; add it to %s"
                .formatted(test.folder(), name, train.folder()));
      }
    }
    ImageShape shape = new ImageShape(side, side, classes.size());
    Path named = folder.toAbsolutePath().normalize();
    String name = named.getFileName() == null ? "images" : named.getFileName().toString();
    Map<String, String> sums =
        Map.of(TRAIN + " pictures", sum(folder, train), TEST + " pictures", sum(folder, test));
    DatasetOrigin origin =
        new DatasetOrigin(
            DatasetChoice.IMAGES, Optional.of(folder), Optional.of(preparation), validationSplit);
    return ImageDataset.split(
        new DatasetInfo(name, folder.toString(), sums, classes, Optional.of(origin)),
        read(train, shape, classes, classes.size(), preparation, unreadable),
        read(test, shape, classes, 1, preparation, unreadable),
        validationSplit);
  }

  private static List<ClassFolders> sides(Path folder) throws IOException {
    List<String> children =
        ClassFolders.visible(folder).stream()
            .filter(Files::isDirectory)
            .map(child -> child.getFileName().toString())
            .toList();
    if (!children.contains(TRAIN) || !children.contains(TEST)) {
      return ClassFolders.list(folder).split(TEST_IS_ONE_OF);
    }
    if (children.size() > 2) {
      throw new InvalidDataException(
          "%s: a folder with train and test must hold no other folder, found %s; move it away"
              .formatted(folder, String.join(", ", children)));
    }
    return List.of(
        ClassFolders.list(folder.resolve(TRAIN)), ClassFolders.list(folder.resolve(TEST)));
  }

  private static LabelledImages read(
      ClassFolders folders,
      ImageShape shape,
      List<String> classes,
      int leastClasses,
      Preparation preparation,
      UnreadablePictures unreadable)
      throws IOException {
    LabelledImages images = folders.read(shape, classes, preparation, unreadable);
    if (Arrays.stream(images.labels()).distinct().count() < leastClasses) {
      throw new InvalidDataException(
          "%s: %s must have a picture that can be read, found %s; add some"
              .formatted(
                  folders.folder(),
                  leastClasses == 1 ? "the test" : "every class",
                  images.count() == 0 ? "none" : "classes without"));
    }
    return images;
  }

  /** SHA-256 over names and contents, so that a model knows what it was trained on. */
  private static String sum(Path folder, ClassFolders folders) throws IOException {
    MessageDigest digest = Sha256.digest();
    List<Path> files = new ArrayList<>();
    folders.pictures().values().forEach(files::addAll);
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      try (InputStream in = new DigestInputStream(RegularFile.open(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
    return Sha256.hex(digest);
  }
}
