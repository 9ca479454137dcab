package recipe4j.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetInfo;
import recipe4j.data.ImageDataset;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LoadedDataset;
import recipe4j.datasets.array.CsvDataset;
import recipe4j.datasets.array.NumpyDataset;
import recipe4j.datasets.array.NumpyFiles;
import recipe4j.datasets.download.DownloadException;
import recipe4j.datasets.idx.IdxPart;

/**
 * Loads a dataset by choice, with a notice of which one it is.
 *
 * <pre>{@code
 * LoadedDataset loaded = Datasets.load(DatasetChoice.AUTO, DataOptions.defaults());
 * System.err.println(loaded.notice());
 * }</pre>
 */
public final class Datasets {
  private Datasets() {}

  /**
   * Loads a dataset. {@link DatasetChoice#AUTO} falls back to the bundled sample only if the user
   * named no folder: one that was named and is bad is an error. A file that was named and ends as
   * NumPy's and CSV do is read as {@link DatasetChoice#NUMPY} or {@link DatasetChoice#CSV}.
   *
   * @param choice which images
   * @param options where they may be and how they are split
   * @return the dataset and one line to print
   * @throws InvalidDataException if a file breaks a rule or has the wrong checksum
   * @throws DownloadException if the full MNIST is insisted on, not found, and can't be downloaded
   * @throws IOException if a folder lacks files or a file can't be read
   * @throws IllegalArgumentException if a dataset of the user's files is given none, or the
   *     validation split leaves a side empty
   */
  public static LoadedDataset load(DatasetChoice choice, DataOptions options) throws IOException {
    return switch (choice) {
      case AUTO -> automatic(options);
      case MNIST -> described(Mnist.load(options));
      case SAMPLE -> described(MnistSample.load(options.validationSplit));
      case IDX -> IdxFolder.load(folder("idx", options), options.layout, options.validationSplit);
      case IMAGES -> described(images(options));
      case NUMPY ->
          NumpyDataset.load(folder("numpy", options), options.layout, options.validationSplit);
      case CSV -> CsvDataset.load(folder("csv", options), options.layout, options.validationSplit);
    };
  }

  /**
   * Whether a model may have learned the very images it is to be judged on. True for a model
   * trained on the full MNIST and the bundled sample's test images, which come from MNIST's
   * training part; and for any dataset whose test images are the other's training images.
   *
   * @param trainedOn what the model was trained on
   * @param scoredOn whose test images it is to be scored on
   * @return true if its score should come with a warning
   */
  public static boolean testMayBeKnown(DatasetInfo trainedOn, DatasetInfo scoredOn) {
    String fullTraining = IdxPart.TRAIN_IMAGES.of(Mnist.CHECKSUMS);
    String sampleTest = IdxPart.TEST_IMAGES.of(MnistSample.CHECKSUMS);
    boolean learnedMnist =
        trainedOn.name().equals(Mnist.NAME) || holds(trainedOn, IdxPart.TRAIN_IMAGES, fullTraining);
    boolean judgedBySample =
        scoredOn.name().equals(MnistSample.NAME)
            || holds(scoredOn, IdxPart.TEST_IMAGES, sampleTest);
    return (learnedMnist && judgedBySample)
        || scoredOn.sha256().entrySet().stream()
            .filter(file -> IdxPart.TEST_IMAGES.isNameOf(file.getKey()))
            .anyMatch(file -> holds(trainedOn, IdxPart.TRAIN_IMAGES, file.getValue()));
  }

  private static boolean holds(DatasetInfo info, IdxPart part, String sha256) {
    return info.sha256().entrySet().stream()
        .anyMatch(file -> part.isNameOf(file.getKey()) && file.getValue().equals(sha256));
  }

  private static LoadedDataset automatic(DataOptions options) throws IOException {
    if (options.folder != null) {
      DatasetChoice named = byName(options.folder);
      if (named != DatasetChoice.MNIST) {
        return load(named, options);
      }
      return described(Mnist.load(options));
    }
    try {
      return described(Mnist.load(options));
    } catch (IOException e) {
      ImageDataset sample = MnistSample.load(options.validationSplit);
      return new LoadedDataset(
          sample,
          "dataset: %s, because %s".formatted(LoadedDataset.describe(sample), e.getMessage()));
    }
  }

  /** What a file holds, by its name. */
  private static DatasetChoice byName(Path place) {
    boolean keras = place.endsWith(MnistSource.KERAS_NAME);
    if (Files.isDirectory(place) || keras) {
      return DatasetChoice.MNIST;
    }
    return CsvDataset.isCsv(place)
        ? DatasetChoice.CSV
        : NumpyFiles.isNumpy(place) ? DatasetChoice.NUMPY : DatasetChoice.MNIST;
  }

  private static ImageDataset images(DataOptions options) throws IOException {
    return ImageFolder.load(
        folder("images", options),
        options.side,
        options.preparation,
        options.validationSplit,
        options.unreadable);
  }

  private static Path folder(String choice, DataOptions options) {
    if (options.folder == null) {
      throw new IllegalArgumentException(
          "dataset %s needs a folder, found none; give one as --data or in %s"
              .formatted(choice, DataEnvironment.DATA_VARIABLE));
    }
    return options.folder;
  }

  private static LoadedDataset described(ImageDataset dataset) {
    return LoadedDataset.of(dataset, List.of());
  }
}
