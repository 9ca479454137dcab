package recipe4j.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import recipe4j.data.DataOptions;
import recipe4j.data.DatasetChoice;
import recipe4j.data.Datasets;
import recipe4j.data.ImageDataset;
import recipe4j.data.LoadedDataset;

/** Which images to use: options that several commands share. */
final class DatasetOptions {
  @Option(
      names = "--dataset",
      defaultValue = "auto",
      paramLabel = "NAME",
      description =
          "auto (the full MNIST where it is found or can be downloaded, else the bundled sample), mnist, sample, or idx (any folder of IDX files).")
  private DatasetChoice choice;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with the four IDX files, raw or .gz, or Keras's mnist.npz; otherwise RECIPE4J_DATA, the caches, then a download.")
  private Path folder;

  @Option(
      names = "--offline",
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
