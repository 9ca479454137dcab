package recipe4j.bench;

import java.io.IOException;
import java.nio.file.Path;
import recipe4j.data.DatasetInfo;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.IdxFolder;

/** MNIST's training part, whole or cut to size. */
final class Images {
  private static final int MNIST_SIZE = 28;

  private final DatasetInfo info;
  private final LabelledImages all;

  private Images(DatasetInfo info, LabelledImages all) {
    this.info = info;
    this.all = all;
  }

  static Images read(Path folder) throws IOException {
    ImageDataset mnist = IdxFolder.load(folder, 0);
    return new Images(mnist.info(), mnist.train());
  }

  /** The first images, in their own size. */
  LabelledImages first(int count) {
    return all.first(count);
  }

  /** The first images for training, those after them for validation, enlarged if need be. */
  ImageDataset dataset(Work work) {
    int factor = work.size() / MNIST_SIZE;
    LabelledImages train = enlarged(all.range(0, work.train()), factor);
    LabelledImages validation =
        enlarged(all.range(work.train(), work.train() + work.validation()), factor);
    return new ImageDataset(info, train, validation, validation.range(0, 0));
  }

  private static LabelledImages enlarged(LabelledImages images, int factor) {
    if (factor == 1) {
      return images;
    }
    int size = MNIST_SIZE * factor;
    byte[] pixels = new byte[images.count() * size * size];
    for (int i = 0; i < images.count(); i++) {
      byte[] image = images.pixels(i);
      int at = i * size * size;
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          pixels[at++] = image[y / factor * MNIST_SIZE + x / factor];
        }
      }
    }
    ImageShape shape = new ImageShape(size, size, images.shape().classes());
    return LabelledImages.of(shape, pixels, images.labels());
  }
}
