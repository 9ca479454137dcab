package recipe4j.datasets;

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
import recipe4j.datasets.download.DownloadException;
import recipe4j.datasets.download.MirrorDownload;
import recipe4j.datasets.idx.IdxPart;

/**
 * The full MNIST: 60,000 training and 10,000 test images of handwritten digits, 28x28.
 *
 * <p>It is looked for in this order: the folder given, as an option or in the environment variable
 * RECIPE4J_DATA (IDX files, raw or gzipped, or Keras's mnist.npz); recipe4j's cache; DL4J's cache;
 * Keras's {@code ~/.keras/datasets/mnist.npz}; a download. Whatever is found must have MNIST's
 * checksums. A folder given must hold it; the other places may.
 *
 * <pre>{@code
 * ImageDataset mnist = Mnist.load(); // train 48,000, validation 12,000, test 10,000
 * }</pre>
 */
public final class Mnist {
  /** Name of the dataset in its {@link DatasetInfo}. */
  public static final String NAME = "mnist";

  /**
   * SHA-256 of the four files, unpacked, taken from files whose MD5 and Adler-32 sums are the
   * published ones.
   */
  static final Map<IdxPart, String> CHECKSUMS =
      Map.of(
          IdxPart.TRAIN_IMAGES,
          "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
          IdxPart.TRAIN_LABELS,
          "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
          IdxPart.TEST_IMAGES,
          "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
          IdxPart.TEST_LABELS,
          "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  /** The digits. */
  static final int CLASSES = 10;

  private Mnist() {}

  /**
   * Loads MNIST with every option at its default; downloads it if it must.
   *
   * @return train 48,000, validation 12,000, test 10,000
   * @throws InvalidDataException if the folder in RECIPE4J_DATA holds something else
   * @throws DownloadException if MNIST is not found and can't be downloaded
   * @throws IOException if a file can't be read
   */
  public static ImageDataset load() throws IOException {
    return load(DataOptions.defaults());
  }

  /**
   * Loads MNIST.
   *
   * @param options where it may be and how it is split
   * @return the dataset
   * @throws InvalidDataException if the folder given holds something else
   * @throws DownloadException if MNIST is not found and can't be downloaded
   * @throws IOException if the folder given lacks files, or a file can't be read
   * @throws IllegalArgumentException if the validation split leaves a side empty
   */
  public static ImageDataset load(DataOptions options) throws IOException {
    MnistFinder.Found found = finder(options).find();
    double validationSplit = options.validationSplit;
    DatasetInfo info =
        new DatasetInfo(
            NAME,
            found.origin(),
            IdxPart.byFileName(CHECKSUMS),
            List.of(),
            Optional.of(DatasetOrigin.of(DatasetChoice.MNIST, options.folder, validationSplit)));
    return ImageDataset.split(info, found.train(), found.test(), validationSplit);
  }

  /**
   * Looks at every place where MNIST may be, in the order of {@link #load}, and checks what is
   * there. Downloads nothing and changes nothing.
   *
   * @param options where it may be
   * @return the places, the folder given first, if there is one
   */
  public static List<DataPlace> places(DataOptions options) {
    return finder(options).places();
  }

  /**
   * Downloads what recipe4j's cache lacks of MNIST, whether or not it is to be found elsewhere.
   *
   * @param options mirrors, cache, time limit and progress
   * @return the folder with the four unpacked files, verified
   * @throws DownloadException if no mirror serves them or the cache can't be written
   */
  public static Path download(DataOptions options) throws DownloadException {
    return new MnistCache(options, CHECKSUMS, MirrorDownload.Pace.USUAL).download();
  }

  private static MnistFinder finder(DataOptions options) {
    return new MnistFinder(options, CHECKSUMS, MirrorDownload.Pace.USUAL);
  }
}
