package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import recipe4j.data.DatasetChoice;
import recipe4j.data.ImageShape;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.DataOptions;
import recipe4j.datasets.Datasets;

/** Loads images of another dataset, whose classes the network was not trained on. */
final class OutOfDistributionImages {
  private OutOfDistributionImages() {}

  /** The test images of a folder; their labels are replaced by 0, since they mean nothing here. */
  static LabelledImages load(Path folder, ImageShape wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "out-of-distribution images must be in a folder with IDX files, found none at %s; give another one as --ood"
              .formatted(folder));
    }
    DataOptions options = DataOptions.builder().folder(folder).validationSplit(0).build();
    LabelledImages images = Datasets.load(DatasetChoice.IDX, options).dataset().test();
    ImageShape found = images.shape();
    if (images.count() == 0
        || found.height() != wanted.height()
        || found.width() != wanted.width()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "out-of-distribution images must be %dx%d and at least one, found %,d of %dx%d in %s",
              wanted.height(),
              wanted.width(),
              images.count(),
              found.height(),
              found.width(),
              folder));
    }
    byte[] pixels = new byte[images.count() * found.pixels()];
    for (int i = 0; i < images.count(); i++) {
      System.arraycopy(images.pixels(i), 0, pixels, i * found.pixels(), found.pixels());
    }
    return LabelledImages.of(wanted, pixels, new int[images.count()]);
  }
}
