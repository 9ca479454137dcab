package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import recipe4j.data.ImageBatches;
import recipe4j.data.ImageShape;
import recipe4j.datasets.MnistSample;
import recipe4j.model.KerasCnn;

/** The recipe's first steps give the same losses on every processor and with all kernels. */
@Tag("native")
@Tag("arm64")
class ShortTrainingTest {
  private static final double[] LOSSES = {
    2.30193995, 2.30116251, 2.27753028, 2.25242012, 2.25492012, 2.22044472
  };

  @Test
  void lossesAreThoseOfX86() throws IOException {
    ImageBatches batches = ImageBatches.shuffled(MnistSample.load(0.2).train(), 32, 5);
    MultiLayerNetwork network =
        KerasCnn.create(new ImageShape(28, 28, 10), 5, EngineKind.AUTO, new EngineOptions(1));
    for (double loss : LOSSES) {
      network.fit(batches.next());
      assertThat(Engines.isAccelerated(network)).isTrue();
      assertThat(network.score()).isCloseTo(loss, withinPercentage(1e-3)); // 1e-5
    }
    network.close();
  }
}
