package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.cli.options.DatasetOptions;
import recipe4j.cli.terminal.Console;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.DataOptions;
import recipe4j.datasets.DataPlace;
import recipe4j.datasets.Mnist;

/** {@code recipe4j data}: where the full MNIST is looked for, and what is there. */
@Command(
    name = "data",
    description =
        "Shows where the full MNIST is looked for and verifies what is there; downloads it on request.")
final class DataCommand extends ConsoleCommand {
  @Option(names = "--download", description = "Download the full MNIST into recipe4j's cache.")
  private boolean download;

  @Mixin private DatasetOptions data;

  DataCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    DataOptions options = data.options(console, ImageDataset.DEFAULT_VALIDATION_SPLIT).build();
    if (download) {
      if (data.isOffline()) {
        throw wrongUsage("--download and --offline exclude each other; leave one out");
      }
      Path folder = Mnist.download(options);
      console.result("MNIST is in %s, verified", folder);
      return 0;
    }
    List<DataPlace> places = Mnist.places(options);
    for (DataPlace place : places) {
      console.result(
          "%-15s %-22s %s%s",
          place.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          place.name(),
          place.location(),
          place.detail().isEmpty() ? "" : "  (" + place.detail() + ")");
    }
    boolean found = places.stream().anyMatch(p -> p.state() == DataPlace.State.VERIFIED);
    if (!found) {
      console.result(
          "No full MNIST here: run `recipe4j data --download`, or give a folder as --data DIR. Until then the bundled sample is used.");
    }
    boolean wrong = places.stream().anyMatch(p -> p.state() == DataPlace.State.WRONG_CHECKSUM);
    return wrong ? 1 : 0;
  }
}
