package recipe4j.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import recipe4j.data.DataOptions;
import recipe4j.data.DatasetChoice;
import recipe4j.data.Datasets;
import recipe4j.data.ImageDataset;
import recipe4j.data.LoadedDataset;
import recipe4j.image.Preparation;
import recipe4j.model.SavedModel;

/** Which images to use: options that several commands share. */
final class DatasetOptions {
  /** Name of the preparation among a model's options. */
  static final String PREPARE = "prepare";

  @Option(
      names = "--dataset",
      defaultValue = "auto",
      paramLabel = "NAME",
      description =
          "auto (the full MNIST where it is found or can be downloaded, else the bundled sample), mnist, sample, idx (any folder of IDX files), or images (any folder of class folders with pictures).")
  private DatasetChoice choice;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with the four IDX files, raw or .gz, or Keras's mnist.npz, or class folders; otherwise RECIPE4J_DATA, the caches, then a download.")
  private Path folder;

  @Option(
      names = "--offline",
      fallbackValue = "true",
      description = "Never download; look only at what is on this machine.")
  private boolean offline;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where downloaded and unpacked files are kept; by default the user's cache.")
  private Path cache;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Download from here instead of the maintained mirrors; may be repeated.")
  private List<URI> mirrors = List.of();

  @Option(
      names = "--prepare",
      paramLabel = "HOW",
      description =
          "How pictures get the network's size: mnist (the ink boxed, centred, light on dark) or scale (the whole picture). By default as the model was trained; class folders are scaled, single pictures prepared as MNIST was.")
  private Preparation preparation;

  /** Takes the preparation that a model was trained with, unless the user gave one. */
  void prepareAs(SavedModel saved) {
    if (preparation == null) {
      preparation = ModelSections.preparation(saved).orElse(null);
    }
  }

  /** How single pictures are to be prepared. */
  Preparation preparation() {
    return preparation == null ? Preparation.MNIST : preparation;
  }

  /** What a model should know of these options; nothing if its images were no pictures. */
  Map<String, Object> values() {
    return choice == DatasetChoice.IMAGES
        ? Map.of(PREPARE, picturesPreparation().name().toLowerCase(Locale.ROOT))
        : Map.of();
  }

  private Preparation picturesPreparation() {
    return preparation == null ? Preparation.SCALE : preparation;
  }

  /** Loads the dataset and says on {@code err} which one it is. */
  ImageDataset load(Console console, double validationSplit) throws IOException {
    LoadedDataset loaded = Datasets.load(choice, options(console, validationSplit).build());
    console.err().println(loaded.notice());
    return loaded.dataset();
  }

  DataOptions.Builder options(Console console, double validationSplit) {
    DataOptions.Builder builder =
        DataOptions.builder()
            .validationSplit(validationSplit)
            .download(!offline)
            .preparation(picturesPreparation())
            .progress(new DownloadBar(console));
    if (folder != null) {
      builder.folder(folder);
    }
    if (cache != null) {
      builder.cache(cache);
    }
    return mirrors.isEmpty() ? builder : builder.mirrors(mirrors);
  }
}
