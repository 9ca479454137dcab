package recipe4j.keras;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** A file of weights, read onto a network. */
public final class KerasWeightsFuzz implements FuzzTarget {
  private final MultiLayerNetwork net;

  public KerasWeightsFuzz() throws IOException {
    Path file = Files.createTempFile("binary", ".keras");
    Files.write(file, KerasSeeds.endingIn("binary.keras").get(0));
    net = KerasFile.read(file);
    Files.delete(file);
  }

  @Override
  public boolean take(byte[] input) {
    return Fuzzed.file("model.weights.h5", input, file -> KerasFile.readWeights(file, net));
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    return KerasSeeds.endingIn("binary.weights.h5");
  }
}
