package recipe4j.datasets;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recipe4j.data.DataLayout;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageDataset;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LoadedDataset;
import recipe4j.datasets.array.ArrayDataset;
import recipe4j.datasets.array.IdxNumbers;
import recipe4j.datasets.array.NumberArray;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.datasets.idx.IdxPair;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.datasets.idx.IdxRecordReader;

/**
 * Any dataset of grey images in four IDX files: Fashion-MNIST, KMNIST, EMNIST and the like.
 *
 * <p>The files are known by their names, {@code train-images-idx3-ubyte}, {@code
 * train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}: also
 * with {@code .gz}, with {@code .idx3} for {@code -idx3}, with {@code test} for {@code t10k}, and
 * with the name of a dataset before them ({@code emnist-digits-train-images-idx3-ubyte.gz}), and
 * with another type in their name and content ({@code qmnist-train-labels-idx2-int}). Images of
 * EMNIST lie on their side; {@link DataLayout#transposed} turns them.
 */
public final class IdxFolder {
  private IdxFolder() {}

  /**
   * Reads all four files. There are as many classes as the highest training label needs.
   *
   * @param folder where the files are; its name becomes the dataset's
   * @param validationSplit part of the training images that validates, from 0 to below 1
   * @return the dataset
   * @throws FileNotFoundException if the folder or one of the files is missing
   * @throws InvalidDataException if a file breaks a rule of the format, two files don't fit, or a
   *     test label stands for no class
   * @throws IOException if a file can't be read
   * @throws IllegalArgumentException if the validation split is out of range or leaves a side empty
   */
  public static ImageDataset load(Path folder, double validationSplit) throws IOException {
    return load(folder, DataLayout.DEFAULT, validationSplit).dataset();
  }

  /**
   * The same, where images or labels lie otherwise than in MNIST.
   *
   * @param folder where the files are; its name becomes the dataset's
   * @param layout how they lie
   * @param validationSplit part of the training images that validates, from 0 to below 1
   * @return the dataset, with hints at what its labels and names tell
   * @throws InvalidDataException as above
   * @throws IOException if a file can't be read
   */
  public static LoadedDataset load(Path folder, DataLayout layout, double validationSplit)
      throws IOException {
    ImageDataset.checkValidationSplit(validationSplit);
    Map<IdxPart, Path> files = IdxPart.findIn(folder);
    String missing = IdxPart.missing(files);
    if (!missing.isEmpty()) {
      throw new FileNotFoundException(
          "%s: an IDX folder must hold four files, raw or .gz, found no %s; add what lacks"
              .formatted(folder, missing));
    }
    Map<IdxPart, NumberArray> arrays = new EnumMap<>(IdxPart.class);
    read(files, IdxPart.TRAIN_IMAGES, IdxPart.TRAIN_LABELS, arrays);
    read(files, IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS, arrays);
    Map<String, String> sha256 = new TreeMap<>();
    arrays.forEach(
        (part, array) -> sha256.put(IdxPart.unpackedName(part.of(files)), array.sha256()));
    List<String> notes = new ArrayList<>();
    boolean emnist =
        (folder.getFileName() + " " + sha256.keySet()).toLowerCase(Locale.ROOT).contains("emnist");
    if (emnist && !layout.transposed()) {
      notes.add("EMNIST's images lie on their side: --transpose turns them");
    }
    return new ArrayDataset(
            IdxPart.TRAIN_IMAGES.of(arrays),
            IdxPart.TRAIN_LABELS.of(arrays),
            IdxPart.TEST_IMAGES.of(arrays),
            IdxPart.TEST_LABELS.of(arrays))
        .join(DatasetChoice.IDX, folder, sha256, layout, validationSplit, notes);
  }

  private static void read(
      Map<IdxPart, Path> files, IdxPart images, IdxPart labels, Map<IdxPart, NumberArray> arrays)
      throws IOException {
    Optional<NumberArray> otherImages = IdxNumbers.read(images.of(files), IdxPart.IMAGE_DIMENSIONS);
    Optional<NumberArray> otherLabels = IdxNumbers.read(labels.of(files), IdxPart.LABEL_DIMENSIONS);
    if (otherImages.isEmpty() && otherLabels.isEmpty()) {
      IdxPair pair = IdxRecordReader.of(images.of(files), labels.of(files)).records();
      arrays.put(images, array(files, images, pair.images()));
      arrays.put(labels, array(files, labels, pair.labels()));
      return;
    }
    arrays.put(images, otherImages.isPresent() ? otherImages.get() : usual(files, images, 3));
    arrays.put(labels, otherLabels.isPresent() ? otherLabels.get() : usual(files, labels, 1));
  }

  private static NumberArray usual(Map<IdxPart, Path> files, IdxPart part, int dimensions)
      throws IOException {
    return array(files, part, IdxArray.read(part.of(files), dimensions));
  }

  private static NumberArray array(Map<IdxPart, Path> files, IdxPart part, IdxArray array) {
    return NumberArray.ofBytes(
        part.of(files).toString(), array.shape(), array.values(), array.sha256());
  }
}
