package recipe4j.cli.options;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.DownloadBar;
import recipe4j.data.DataLayout;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageDataset;
import recipe4j.data.LoadedDataset;
import recipe4j.datasets.DataOptions;
import recipe4j.datasets.Datasets;
import recipe4j.image.Preparation;
import recipe4j.io.Count;
import recipe4j.run.TrainedOn;

/** Which images to use: options that several commands share. */
public final class DatasetOptions {
  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "By default what the model was trained on, and for a new model auto. auto (the full MNIST where it is found or can be downloaded, else the bundled sample), mnist, sample, idx (any folder of IDX files), images (any folder of class folders with pictures), numpy (any .npz, or folder of .npy), or csv (any table with a label and pixels a line).")
  private @Nullable DatasetChoice choice;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with the four IDX files, raw or .gz, or Keras's mnist.npz, or class folders, or a file of numpy or csv; otherwise RECIPE4J_DATA, the caches, then a download.")
  private @Nullable Path folder;

  @Option(
      names = "--offline",
      fallbackValue = "true",
      description = "Never download; look only at what is on this machine.")
  private boolean offline;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where downloaded and unpacked files are kept; by default the user's cache.")
  private @Nullable Path cache;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Download from here instead of the maintained mirrors; may be repeated.")
  private @Nullable List<URI> mirrors;

  @Option(
      names = "--prepare",
      paramLabel = "HOW",
      description =
          "How pictures get the network's size: mnist (the ink boxed, centred, light on dark) or scale (the whole picture). By default as the model was trained; class folders are scaled, single pictures prepared as MNIST was.")
  private @Nullable Preparation preparation;

  @Mixin private LayoutOptions layout;

  @Mixin private UnreadableOptions unreadable;

  /** Whether the dataset is auto: the full MNIST if it is found, else the sample. */
  public boolean mayBecomeMnist() {
    return choice() == DatasetChoice.AUTO && (folder == null || Files.isDirectory(folder));
  }

  /** Whether nothing may be downloaded. */
  public boolean isOffline() {
    return offline;
  }

  /** The model that the images are for, if there is one. */
  private @Nullable TrainedOn model;

  /** Sets the model whose training gives the defaults of the options. */
  public void defaultTo(TrainedOn trained) {
    model = trained;
  }

  /** Counts and reports pictures that can't be read. */
  public UnreadableOptions.Tally unreadable(Console console) {
    return unreadable.on(console);
  }

  /** How single pictures are prepared; prints a note if the model does not tell. */
  public Preparation preparation(Console console) {
    boolean ofPictures =
        origin().map(DatasetOrigin::choice).filter(DatasetChoice.IMAGES::equals).isPresent();
    Preparation found = preparation(ofPictures ? Preparation.SCALE : Preparation.MNIST);
    boolean known = preparation != null || origin().flatMap(DatasetOrigin::preparation).isPresent();
    if (!known && (ofPictures || origin().isEmpty())) {
      console.note(
          "note: the model does not tell how its pictures were prepared; taken is --prepare %s",
          found.name().toLowerCase(Locale.ROOT));
    }
    return found;
  }

  private Preparation preparation(Preparation otherwise) {
    return preparation == null
        ? origin().flatMap(DatasetOrigin::preparation).orElse(otherwise)
        : preparation;
  }

  private Optional<DatasetOrigin> origin() {
    return model == null ? Optional.empty() : model.origin();
  }

  private boolean isOfModel() {
    return choice == null && folder == null && origin().isPresent();
  }

  private DatasetChoice choice() {
    DatasetChoice trained = origin().map(DatasetOrigin::choice).orElse(DatasetChoice.AUTO);
    boolean bundled = trained == DatasetChoice.SAMPLE; // it is in the jar, in no folder
    return choice != null ? choice : bundled && folder != null ? DatasetChoice.AUTO : trained;
  }

  private Optional<Path> folder() {
    return folder != null
        ? Optional.of(folder)
        : origin()
            .filter(trained -> trained.choice() == choice())
            .flatMap(DatasetOrigin::folder)
            // MNIST is the same in any folder
            .filter(path -> choice() != DatasetChoice.MNIST || Files.exists(path));
  }

  /** Loads the dataset, with the validation split of the model's training. */
  public ImageDataset load(Console console) throws IOException {
    return load(console, model != null && isOfModel() ? model.validationSplit() : 0);
  }

  /**
   * Loads the dataset, and prints on {@code err} which one it is and how it differs from that of
   * the model's training.
   */
  public ImageDataset load(Console console, double validationSplit) throws IOException {
    LoadedDataset loaded;
    try {
      UnreadableOptions.Tally pictures = unreadable(console);
      loaded =
          Datasets.load(choice(), options(console, validationSplit).unreadable(pictures).build());
      ImageDataset dataset = loaded.dataset();
      int read = dataset.train().count() + dataset.validation().count() + dataset.test().count();
      pictures.sum(Count.of(read, "picture"));
    } catch (IOException e) {
      throw isOfModel()
          ? new IOException(
              "the images that the model was trained on can't be read (%s); give the folder where they are now as --data, or others with --dataset"
                  .formatted(e.getMessage()),
              e)
          : e;
    }
    console.note("%s", loaded.notice());
    if (model != null) {
      model.notes(loaded.dataset().info()).forEach(note -> console.note("%s", note));
    }
    return loaded.dataset();
  }

  /** The options as the library takes them; the split is from 0 to below 1. */
  public DataOptions.Builder options(Console console, double validationSplit) {
    DataOptions.Builder builder =
        DataOptions.builder()
            .validationSplit(validationSplit)
            .download(!offline)
            .preparation(preparation(Preparation.SCALE))
            .progress(new DownloadBar(console));
    builder.layout(
        layout.over(
            origin()
                .filter(trained -> trained.choice() == choice())
                .map(DatasetOrigin::layout)
                .orElse(DataLayout.DEFAULT)));
    if (choice() == DatasetChoice.IMAGES && model != null) {
      builder.side(model.shape().height());
    }
    folder().ifPresent(builder::folder);
    if (cache != null) {
      builder.cache(cache);
    }
    return mirrors == null ? builder : builder.mirrors(mirrors);
  }
}
