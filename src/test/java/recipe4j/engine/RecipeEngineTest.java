package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.data.ImageBatches;
import recipe4j.data.ImageShape;
import recipe4j.datasets.MnistSample;
import recipe4j.model.KerasCnn;

@Tag("native")
class RecipeEngineTest {
  private static final int SIDE = 20;
  private static final int CLASSES = 10;

  private static MultiLayerNetwork dl4j() {
    OneDnnHelper.enable();
    MultiLayerNetwork network =
        new MultiLayerNetwork(KerasCnn.configuration(new ImageShape(SIDE, SIDE, CLASSES), 5));
    network.init();
    return network;
  }

  private static AcceleratedNetwork accelerated(int threads) {
    return AcceleratedNetwork.wrap(dl4j(), new EngineOptions(threads));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 33, 128})
  void gradientsEqualDl4j(int rows) {
    DataSet batch = Examples.batch(rows, SIDE, CLASSES, rows);
    MultiLayerNetwork dl4j = dl4j();
    try (AcceleratedNetwork network = accelerated(2)) {
      assertThat(Gradients.relativeError(Gradients.of(dl4j, batch), Gradients.of(network, batch)))
          .isLessThan(1e-5);
      assertThat(network.score()).isCloseTo(dl4j.score(), within(1e-5));
    }
  }

  /**
   * Left to themselves the two paths part after some dozen steps, whatever the engine: DL4J from
   * weights changed by one in a million drifts from itself by 1e-2. So each step starts from DL4J's
   * weights and Adam state, and is held to far less than the drift.
   */
  @Test
  @Tag("slow")
  void hundredStepsFromTheSameStateAgree() throws IOException {
    MultiLayerNetwork dl4j = KerasCnn.create(new ImageShape(28, 28, CLASSES), 5);
    ImageBatches batches = ImageBatches.shuffled(MnistSample.load(0.2).train(), 128, 5);
    try (AcceleratedNetwork network =
        AcceleratedNetwork.wrap(dl4j.clone(), EngineOptions.defaults())) {
      for (int step = 0; step < 100; step++) {
        if (!batches.hasNext()) {
          batches.reset();
        }
        DataSet batch = batches.next();
        INDArray before = dl4j.params().dup();
        network.params().assign(before);
        network.getUpdater().getStateViewArray().assign(dl4j.getUpdater().getStateViewArray());
        dl4j.fit(batch);
        network.fit(batch);
        assertThat(network.score()).as("step %d", step).isCloseTo(dl4j.score(), within(1e-5));
        double moved = dl4j.params().distance2(before);
        assertThat(network.params().distance2(dl4j.params())).isLessThan(1e-4 * moved);
      }
      assertThat(network.score()).isLessThan(1.0);
    }
  }

  @Test
  void firstStepsAgreeWhenLeftToThemselves() {
    MultiLayerNetwork dl4j = dl4j();
    try (AcceleratedNetwork network = accelerated(2)) {
      for (int step = 0; step < 20; step++) {
        DataSet batch = Examples.batch(32, SIDE, CLASSES, step);
        dl4j.fit(batch);
        network.fit(batch);
        assertThat(network.score()).as("step %d", step).isCloseTo(dl4j.score(), within(1e-3));
      }
    }
  }

  @Test
  void repeatsToTheBit() {
    try (AcceleratedNetwork one = accelerated(3);
        AcceleratedNetwork two = accelerated(3)) {
      for (int step = 0; step < 4; step++) {
        DataSet batch = Examples.batch(100, SIDE, CLASSES, step);
        one.fit(batch);
        two.fit(batch);
      }
      assertThat(two.params().data().asFloat()).isEqualTo(one.params().data().asFloat());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void threadsDoNotMatterButForRounding(int threads) {
    try (AcceleratedNetwork two = accelerated(2);
        AcceleratedNetwork other = accelerated(threads)) {
      DataSet batch = Examples.batch(65, SIDE, CLASSES, 3);
      assertThat(Gradients.relativeError(Gradients.of(two, batch), Gradients.of(other, batch)))
          .isLessThan(1e-5);
    }
  }
}
