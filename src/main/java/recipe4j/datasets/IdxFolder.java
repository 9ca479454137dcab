package recipe4j.datasets;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetInfo;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageDataset;
import recipe4j.data.InvalidDataException;
import recipe4j.datasets.idx.IdxPair;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.datasets.idx.IdxRecordReader;

/**
 * Any dataset of grey images in four IDX files: Fashion-MNIST, KMNIST, EMNIST and the like.
 *
 * <p>The files are known by their names, {@code train-images-idx3-ubyte}, {@code
 * train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}: also
 * with {@code .gz}, with {@code .idx3} for {@code -idx3}, with {@code test} for {@code t10k}, and
 * with the name of a dataset before them ({@code emnist-digits-train-images-idx3-ubyte.gz}). Images
 * are taken as they are: those of EMNIST lie on their side.
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
    ImageDataset.checkValidationSplit(validationSplit);
    Map<IdxPart, Path> files = IdxPart.findIn(folder);
    String missing = IdxPart.missing(files);
    if (!missing.isEmpty()) {
      throw new FileNotFoundException(
          "%s: an IDX folder must hold four files, raw or .gz, found no %s; add what lacks"
              .formatted(folder, missing));
    }
    IdxPair train = read(IdxPart.TRAIN_IMAGES.of(files), IdxPart.TRAIN_LABELS.of(files));
    IdxPair test = read(IdxPart.TEST_IMAGES.of(files), IdxPart.TEST_LABELS.of(files));
    Map<String, String> sha256 =
        Map.of(
            IdxPart.unpackedName(IdxPart.TRAIN_IMAGES.of(files)), train.images().sha256(),
            IdxPart.unpackedName(IdxPart.TRAIN_LABELS.of(files)), train.labels().sha256(),
            IdxPart.unpackedName(IdxPart.TEST_IMAGES.of(files)), test.images().sha256(),
            IdxPart.unpackedName(IdxPart.TEST_LABELS.of(files)), test.labels().sha256());
    Path named = folder.toAbsolutePath().normalize();
    String name = named.getFileName() == null ? "idx" : named.getFileName().toString();
    return IdxPair.join(
        new DatasetInfo(
            name,
            folder.toString(),
            sha256,
            List.of(),
            Optional.of(DatasetOrigin.of(DatasetChoice.IDX, folder, validationSplit))),
        train,
        test,
        validationSplit);
  }

  private static IdxPair read(Path images, Path labels) throws IOException {
    return IdxRecordReader.of(images, labels).records();
  }
}
