package recipe4j.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import recipe4j.data.ImageShape;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.model.KerasCnn;

class BatchMemoryTest {
  private static final ImageShape MNIST = new ImageShape(28, 28, 10);
  private static final long GIGABYTE = 1L << 30;

  private static MultiLayerNetwork network(EngineKind engine) {
    return KerasCnn.create(MNIST, 1, engine, new EngineOptions(1));
  }

  /** 784 pixels and 37,034 values of the layers, as floats. */
  @Test
  void dl4jsLayersKeepAllValuesOfABatch() {
    MultiLayerNetwork net = network(EngineKind.DL4J);
    assertThatThrownBy(() -> BatchMemory.check(net, MNIST, 40_000, 4 * GIGABYTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a batch of 40000 images of 28x28 must fit the 4096 MB that the process may take, found at least 5771 MB for its layers' values; give a smaller --batch-size, or raise the limit with -Xmx, of which it is four times");
    assertThatCode(() -> BatchMemory.check(net, MNIST, 28_000, 4 * GIGABYTE))
        .doesNotThrowAnyException();
  }

  @Test
  void theEngineKeepsItsPixels() {
    MultiLayerNetwork net = network(EngineKind.AUTO);
    assertThatCode(() -> BatchMemory.check(net, MNIST, 40_000, 4 * GIGABYTE))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> BatchMemory.check(net, MNIST, 2_000_000, 4 * GIGABYTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found at least 5981 MB");
  }
}
