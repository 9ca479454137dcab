package notebooks;

import java.io.IOException;
import java.util.Locale;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageDataset;
import recipe4j.data.LoadedDataset;
import recipe4j.datasets.DataOptions;
import recipe4j.datasets.Datasets;

/** What every program starts with. */
final class Cell {
  private Cell() {}

  /** The first argument, or as many epochs as the recipe has. */
  static int epochs(String[] args, int recipe) {
    return args.length > 0 ? Integer.parseInt(args[0]) : recipe;
  }

  /**
   * The second argument, or the full MNIST where it can be had and the bundled sample elsewhere.
   */
  static ImageDataset dataset(String[] args) throws IOException {
    DatasetChoice choice =
        args.length > 1
            ? DatasetChoice.valueOf(args[1].toUpperCase(Locale.ROOT))
            : DatasetChoice.AUTO;
    LoadedDataset loaded = Datasets.load(choice, DataOptions.defaults());
    System.out.println(loaded.notice());
    return loaded.dataset();
  }
}
