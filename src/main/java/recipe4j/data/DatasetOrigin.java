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
 */
public record DatasetOrigin(
    DatasetChoice choice,
    Optional<Path> folder,
    Optional<Preparation> preparation,
    double validationSplit) {
  /**
   * Checks the split.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public DatasetOrigin {
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(preparation, "preparation");
    folder = folder.map(Path::toAbsolutePath).map(Path::normalize);
    ImageDataset.checkValidationSplit(validationSplit);
  }

  /** From a folder of no pictures; null for none. */
  public static DatasetOrigin of(
      DatasetChoice choice, @Nullable Path folder, double validationSplit) {
    return new DatasetOrigin(
        choice, Optional.ofNullable(folder), Optional.empty(), validationSplit);
  }
}
