package recipe4j.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recipe4j.image.Preparation;

/**
 * How a dataset was loaded, so that it can be loaded again.
 *
 * @param choice which images; never {@link DatasetChoice#AUTO}, as that is settled by then
 * @param folder absolute; empty if no folder was named
 * @param preparation how pictures got their size; empty where the images were no pictures
 * @param validationSplit part of the training images that validates, from 0 to below 1
 * @param layout how images and labels lay in the files
 */
public record DatasetOrigin(
    DatasetChoice choice,
    Optional<Path> folder,
    Optional<Preparation> preparation,
    double validationSplit,
    DataLayout layout) {
  /**
   * Checks the split.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public DatasetOrigin {
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(preparation, "preparation");
    Objects.requireNonNull(layout, "layout");
    folder = folder.map(Path::toAbsolutePath).map(Path::normalize);
    ImageDataset.checkValidationSplit(validationSplit);
  }

  /**
   * Files that lie as MNIST's do.
   *
   * @param choice which images
   * @param folder empty if no folder was named
   * @param preparation how pictures got their size
   * @param validationSplit from 0 to below 1
   */
  public DatasetOrigin(
      DatasetChoice choice,
      Optional<Path> folder,
      Optional<Preparation> preparation,
      double validationSplit) {
    this(choice, folder, preparation, validationSplit, DataLayout.DEFAULT);
  }

  /** From a folder of no pictures; null for none. */
  public static DatasetOrigin of(
      DatasetChoice choice, @Nullable Path folder, double validationSplit) {
    return new DatasetOrigin(
        choice, Optional.ofNullable(folder), Optional.empty(), validationSplit);
  }
}
