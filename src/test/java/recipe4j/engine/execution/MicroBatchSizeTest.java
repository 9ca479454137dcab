package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import recipe4j.engine.Examples;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.NetworkGraph;
import recipe4j.engine.graph.Shape;

class MicroBatchSizeTest {
  @Test
  void keepsActivationsInTheCache() {
    assertThat(of(28, 64)).isEqualTo(32);
    assertThat(of(80, 8)).isEqualTo(21);
    assertThat(of(112, 1)).isEqualTo(10);
  }

  @Test
  void takesMoreWhereTheWeightsAreLargerThanTheCache() {
    assertThat(of(112, 32)).isEqualTo(16);
  }

  /** A convolution with 32 filters and a dense layer. */
  private static int of(int side, int outputs) {
    long inner = 32L * (side - 2) * (side - 2);
    NetworkGraph graph =
        new NetworkGraph(
            List.of(
                new LayerSpec.Convolution(0, Examples.window(3, 1, 1), 1, 32, true),
                new LayerSpec.Pooling(1, Examples.window(2, 2, 1), LayerSpec.Pooling.Kind.MAX),
                new LayerSpec.Flatten(),
                new LayerSpec.Dense(2, inner / 4, outputs, true)),
            null,
            true);
    return MicroBatchSize.of(graph, new Shape(1, side, side));
  }
}
