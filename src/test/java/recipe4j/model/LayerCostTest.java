package recipe4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recipe4j.data.ImageShape;

class LayerCostTest {
  /**
   * By hand. conv2d: 26x26 places of 32 filters, 2*9+1 (bias) each; 13x13x32 maxima of 4; 11x11x64
   * of 2*9*32+1; 5x5x64 of 4; 3x3x64 of 2*9*64+1; dense 64 of 2*576+1; 10 of 2*64+1+5 (softmax).
   * TensorFlow 2.21's profiler counts 5,646,588 for Keras's model.
   */
  @Test
  void countsTheRecipe() {
    long convolutions = 21_632L * 19 + 7_744L * 577 + 576L * 1_153;
    long pooling = 5_408L * 4 + 1_600L * 4;
    long dense = 64L * 1_153 + 10L * 134;
    LayerCost cost = LayerCost.of(KerasCnn.configuration(new ImageShape(28, 28, 10), 1));
    assertThat(cost.flops()).isEqualTo(convolutions + pooling + dense).isEqualTo(5_646_588);
    assertThat(cost.bytes()).isEqualTo(4L * (21_632 + 5_408 + 7_744 + 1_600 + 576 + 64 + 10));
  }

  @Test
  void standsInTheSummary() {
    String summary = ModelSummary.of(KerasCnn.configuration(new ImageShape(28, 28, 10), 1));
    assertThat(summary)
        .contains("│     320 │   411,008 │ 84.50 KB │")
        .contains(" One image forward: 5,646,588 FLOPs, outputs of all layers 144.66 KB");
  }
}
