package recipe4j.model.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.data.ImageShape;
import recipe4j.data.LabelledImages;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;
import recipe4j.model.ModelFile;
import recipe4j.model.ModelSummary;
import recipe4j.model.NetworkShape;
import recipe4j.model.Predictor;
import recipe4j.model.SmallModels;

/** A model's file: loaded, described, and asked about an image. */
public final class ModelZipFuzz implements FuzzTarget {
  private static final int LARGEST = 64 * 64;

  @Override
  public boolean take(byte[] input) {
    return Fuzzed.file("model.zip", input, file -> use(ModelFile.load(file).network()));
  }

  /** What `summary` and `predict` do with a network. */
  static void use(MultiLayerNetwork net) {
    ModelSummary.of(net);
    ImageShape shape = NetworkShape.of(net);
    if ((long) shape.height() * shape.width() <= LARGEST) {
      byte[] pixels = new byte[shape.pixels()];
      Predictor.of(net).logits(LabelledImages.of(shape, pixels, new int[1]));
    }
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(zip(SmallModels.convolutional()));
  }

  private static byte[] zip(MultiLayerConfiguration configuration) {
    Map<String, byte[]> entries = SmallModels.entries(configuration);
    entries.put(
        "configuration.json", SmallModels.compact(configuration).getBytes(StandardCharsets.UTF_8));
    return SmallModels.stored(entries);
  }
}
