package recipe4j.datasets;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import recipe4j.data.DataLayout;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.download.DownloadProgress;
import recipe4j.datasets.pictures.UnreadablePictures;
import recipe4j.image.Preparation;

/**
 * How to load a dataset. All options have defaults:
 *
 * <pre>{@code
 * DataOptions options = DataOptions.builder().folder(Path.of("mnist")).validationSplit(0.1).build();
 * ImageDataset mnist = Mnist.load(options);
 * }</pre>
 */
public final class DataOptions {
  /** Mirrors of the four gzipped files that are kept up; addresses end with a slash. */
  public static final List<URI> MIRRORS =
      List.of(
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"));

  /** Longest that a download may take, waiting for another process included. */
  public static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  final DataEnvironment environment;

  /** Folder that the user named, as an argument or in the environment; null if none. */
  final @Nullable Path folder;

  final Path cache;

  /** Whether the user named the cache, so that it may hold other files. */
  final boolean cacheGiven;

  final List<URI> mirrors;
  final double validationSplit;
  final boolean download;
  final DownloadProgress progress;
  final Duration timeLimit;
  final Preparation preparation;
  final int side;
  final UnreadablePictures unreadable;
  final DataLayout layout;

  private DataOptions(Builder builder) {
    environment = builder.environment;
    folder = builder.folder == null ? environment.dataFolder() : builder.folder;
    cache = builder.cache == null ? environment.cache() : builder.cache;
    cacheGiven = builder.cache != null;
    mirrors = builder.mirrors;
    validationSplit = builder.validationSplit;
    download = builder.download;
    progress = builder.progress;
    timeLimit = builder.timeLimit;
    preparation = builder.preparation;
    side = builder.side;
    unreadable = builder.unreadable;
    layout = builder.layout;
  }

  /** {@return options to change, each at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the default of every option} */
  public static DataOptions defaults() {
    return builder().build();
  }

  /** Collects the options; every method returns the builder itself. */
  public static final class Builder {
    private DataEnvironment environment = DataEnvironment.system();
    private @Nullable Path folder;
    private @Nullable Path cache;
    private List<URI> mirrors = MIRRORS;
    private double validationSplit = ImageDataset.DEFAULT_VALIDATION_SPLIT;
    private boolean download = true;
    private DownloadProgress progress = DownloadProgress.SILENT;
    private Duration timeLimit = TIME_LIMIT;
    private Preparation preparation = Preparation.SCALE;
    private int side = ImageFolder.SIDE;
    private UnreadablePictures unreadable = UnreadablePictures.STOP;
    private DataLayout layout = DataLayout.DEFAULT;

    private Builder() {}

    /**
     * Folder with the data: IDX files, raw or gzipped, or Keras's mnist.npz; or a file of NumPy or
     * CSV.
     *
     * @param value the folder, or null for the one that the environment variable RECIPE4J_DATA
     *     names, if it is set
     * @return this
     */
    public Builder folder(@Nullable Path value) {
      folder = value;
      return this;
    }

    /**
     * Folder in which the full MNIST is kept, unpacked.
     *
     * @param value the folder, created when it is needed, or null for the system's usual place;
     *     other files of MNIST's names in a folder that is given are not replaced
     * @return this
     */
    public Builder cache(@Nullable Path value) {
      cache = value;
      return this;
    }

    /**
     * Where to download the four .gz files from.
     *
     * @param value addresses that end with a slash, the first is tried first
     * @return this
     * @throws IllegalArgumentException if there is none, or one lacks the slash
     */
    public Builder mirrors(List<URI> value) {
      for (URI mirror : value) {
        if (!mirror.toString().endsWith("/")) {
          throw new IllegalArgumentException(
              "the address of a mirror must end with a slash, found " + mirror);
        }
      }
      if (value.isEmpty()) {
        throw new IllegalArgumentException("there must be at least one mirror, found none");
      }
      mirrors = List.copyOf(value);
      return this;
    }

    /**
     * Part of the training images that validates, taken from the end, as in Keras.
     *
     * @param value from 0 (none) to below 1
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder validationSplit(double value) {
      validationSplit = ImageDataset.checkValidationSplit(value);
      return this;
    }

    /**
     * Whether the full MNIST may be downloaded when it is not found.
     *
     * @param value true by default
     * @return this
     */
    public Builder download(boolean value) {
      download = value;
      return this;
    }

    /**
     * What gets the progress of a download.
     *
     * @param value the listener
     * @return this
     */
    public Builder progress(DownloadProgress value) {
      progress = Objects.requireNonNull(value, "progress");
      return this;
    }

    /**
     * Longest that a download may take, all files, retries and waiting together.
     *
     * @param value above zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Builder timeLimit(Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException("time limit must be above zero, found " + value);
      }
      timeLimit = value;
      return this;
    }

    /**
     * How the pictures of {@link DatasetChoice#IMAGES} get the size of the images.
     *
     * @param value {@link Preparation#SCALE} by default
     * @return this
     */
    public Builder preparation(Preparation value) {
      preparation = Objects.requireNonNull(value, "preparation");
      return this;
    }

    /**
     * Height and width that the pictures of {@link DatasetChoice#IMAGES} get.
     *
     * @param value pixels, at least 1; 28 by default, as MNIST's images have
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder side(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("side of the images must be at least 1, found " + value);
      }
      side = value;
      return this;
    }

    /**
     * What happens to pictures of {@link DatasetChoice#IMAGES} that can't be read.
     *
     * @param value is called for each; {@link UnreadablePictures#STOP} by default
     * @return this
     */
    public Builder unreadable(UnreadablePictures value) {
      unreadable = Objects.requireNonNull(value, "unreadable");
      return this;
    }

    /**
     * How images and labels lie in the files of {@link DatasetChoice#IDX}, {@link
     * DatasetChoice#NUMPY} and {@link DatasetChoice#CSV}.
     *
     * @param value {@link DataLayout#DEFAULT} by default
     * @return this
     */
    public Builder layout(DataLayout value) {
      layout = Objects.requireNonNull(value, "layout");
      return this;
    }

    /**
     * Sets another machine, for tests.
     *
     * @param value what to take for it
     * @return this
     */
    public Builder environment(DataEnvironment value) {
      environment = Objects.requireNonNull(value, "environment");
      return this;
    }

    /** {@return the finished options} */
    public DataOptions build() {
      return new DataOptions(this);
    }
  }
}
