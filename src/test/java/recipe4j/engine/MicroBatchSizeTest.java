package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.api.Test;

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
    Window window =
        new Window(
            new int[] {3, 3},
            new int[] {1, 1},
            new int[] {1, 1},
            new int[] {0, 0},
            ConvolutionMode.Truncate);
    long inner = 32L * (side - 2) * (side - 2);
    Blueprint blueprint =
        new Blueprint(
            List.of(
                new LayerSpec.Convolution(0, window, 1, 32, true),
                new LayerSpec.Pooling(
                    1,
                    new Window(
                        new int[] {2, 2},
                        new int[] {2, 2},
                        new int[] {1, 1},
                        new int[] {0, 0},
                        ConvolutionMode.Truncate),
                    LayerSpec.Pooling.Kind.MAX),
                new LayerSpec.Flatten(),
                new LayerSpec.Dense(2, inner / 4, outputs, true)),
            null,
            true);
    return MicroBatchSize.of(blueprint, new Shape(1, side, side));
  }
}
