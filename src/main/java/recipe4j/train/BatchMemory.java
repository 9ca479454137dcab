package recipe4j.train;

import java.util.Locale;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageShape;
import recipe4j.engine.Engines;
import recipe4j.engine.MemoryLimits;
import recipe4j.model.file.ConfigurationSizes;

/** The memory that a batch needs at least, computed before it is tried. */
final class BatchMemory {
  private static final double MEGABYTE = 1 << 20;

  private BatchMemory() {}

  /**
   * Checks that a batch can fit.
   *
   * @param net that is to train
   * @param shape of the images
   * @param rows of the largest batch
   * @param limit bytes that the process may take
   * @throws IllegalArgumentException if the layers' values of a batch need more
   */
  static void check(MultiLayerNetwork net, ImageShape shape, int rows, long limit) {
    double bytes = rows * Float.BYTES * valuesPerExample(net, shape);
    if (bytes > limit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a batch of %d images of %dx%d must fit the %.0f MB that the process may take, found at least %.0f MB for its layers' values; give a smaller --batch-size, or raise the limit with -Xmx, of which it is four times",
              rows,
              shape.height(),
              shape.width(),
              limit / MEGABYTE,
              bytes / MEGABYTE));
    }
  }

  /** Checks that a batch can fit this process. */
  static void check(MultiLayerNetwork net, ImageShape shape, int rows) {
    check(net, shape, rows, MemoryLimits.ofProcess());
  }

  /** Values kept of each example: few where the engine cuts a batch into slices. */
  private static double valuesPerExample(MultiLayerNetwork net, ImageShape shape) {
    boolean sliced =
        Engines.isAccelerated(net)
            && net.getLayerWiseConfigurations().getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .noneMatch(BatchNormalization.class::isInstance);
    return sliced ? shape.pixels() : ConfigurationSizes.values(net.getLayerWiseConfigurations());
  }
}
