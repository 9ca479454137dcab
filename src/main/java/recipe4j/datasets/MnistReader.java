package recipe4j.datasets;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.datasets.fetchers.MnistDataFetcher;
import org.deeplearning4j.datasets.iterator.impl.MnistDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.data.ImageShape;
import recipe4j.data.LabelledImages;

/**
 * Reads MNIST's raw files through DL4J's built-in iterator. It checks nothing, so the files must be
 * verified before; and it must not shuffle, as it would mix training and validation images.
 */
final class MnistReader {
  private static final ImageShape SHAPE = new ImageShape(28, 28, 10);

  /** Few enough to keep the floats small beside the bytes. */
  private static final int BATCH = 1000;

  private MnistReader() {}

  static LabelledImages train(Path folder) throws IOException {
    return read(folder, true, MnistDataFetcher.NUM_EXAMPLES);
  }

  static LabelledImages test(Path folder) throws IOException {
    return read(folder, false, MnistDataFetcher.NUM_EXAMPLES_TEST);
  }

  private static LabelledImages read(Path folder, boolean train, int count) throws IOException {
    byte[] pixels = new byte[count * SHAPE.pixels()];
    int[] labels = new int[count];
    MnistDataSetIterator batches =
        new MnistDataSetIterator(BATCH, count, false, train, false, 1, folder.toFile());
    int done = 0;
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      float[] values = batch.getFeatures().data().asFloat();
      for (int i = 0; i < values.length; i++) {
        pixels[done * SHAPE.pixels() + i] = (byte) (values[i] * 255f + 0.5f); // exact, as v = k/255
      }
      float[] oneHot = batch.getLabels().data().asFloat();
      for (int i = 0; i < oneHot.length; i++) {
        if (oneHot[i] > 0) {
          labels[done + i / SHAPE.classes()] = i % SHAPE.classes();
        }
      }
      done += batch.numExamples();
    }
    return LabelledImages.of(SHAPE, pixels, labels);
  }
}
