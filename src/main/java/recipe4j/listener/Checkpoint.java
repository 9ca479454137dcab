package recipe4j.listener;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.keras.KerasFile;
import recipe4j.model.ModelFile;

/** A model file written in the middle of a training. */
final class Checkpoint {
  private Checkpoint() {}

  /**
   * Refuses a name whose kind is not known.
   *
   * @throws IllegalArgumentException if the ending is another
   */
  static void requireKnownEnding(String name) {
    if (!KerasFile.isKerasFile(Path.of(name)) && !isZip(name)) {
      throw new IllegalArgumentException(
          "a checkpoint must end in .zip, .keras, .h5 or .weights.h5, found %s; rename it"
              .formatted(name));
    }
  }

  /**
   * Writes a network as it will be when the running call is over, all or nothing: DL4J counts an
   * epoch or an iteration only after its listeners.
   *
   * @param epochs that are over but not counted yet
   * @param iterations likewise
   */
  static void write(
      Path file,
      MultiLayerNetwork net,
      Map<String, Map<String, Object>> sections,
      int epochs,
      int iterations)
      throws IOException {
    int epoch = net.getEpochCount();
    int iteration = net.getIterationCount();
    try {
      net.setEpochCount(epoch + epochs);
      net.setIterationCount(iteration + iterations);
      if (isZip(file.toString())) {
        ModelFile.save(file, net, sections);
      } else {
        KerasFile.write(file, net);
      }
    } finally {
      net.setEpochCount(epoch);
      net.setIterationCount(iteration);
    }
  }

  private static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }
}
