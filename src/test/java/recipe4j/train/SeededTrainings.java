package recipe4j.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageDataset;
import recipe4j.datasets.MnistSample;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;

/** Trains short runs from one seed and saves them, in a JVM of its own. */
public final class SeededTrainings {
  private static final long SEED = 7;

  private SeededTrainings() {}

  /**
   * Writes one model for each training.
   *
   * @param arguments the folder, and then names such as onednn-2-dropout: engine, threads, and
   *     whether the dense layer drops half of its input
   * @throws IOException if a model can't be written
   */
  public static void main(String... arguments) throws IOException {
    ImageDataset sample = MnistSample.load(ImageDataset.DEFAULT_VALIDATION_SPLIT);
    ImageDataset small =
        new ImageDataset(
            sample.info(),
            sample.train().first(330), // the last batch is smaller
            sample.validation().first(50),
            sample.test().first(10));
    for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
      String[] parts = name.split("-", -1);
      MultiLayerConfiguration configuration = KerasCnn.configuration(small.shape(), SEED);
      if (parts.length > 2) {
        ((DenseLayer) configuration.getConf(5).getLayer()).setIDropout(new Dropout(0.5));
      }
      MultiLayerNetwork net =
          Engines.create(
              configuration,
              EngineKind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
              new EngineOptions(Integer.parseInt(parts[1])));
      Training.of(net).epochs(2).batchSize(100).seed(SEED).verbose(0).fit(small);
      ModelFile.save(Path.of(arguments[0], name + ".zip"), net, Map.of());
    }
  }
}
