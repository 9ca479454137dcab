package recipe4j.engine.winograd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.engine.Examples;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;

@Tag("avx2")
class WinogradChoiceTest {
  private static final Shape IMAGE = new Shape(32, 13, 13);

  @Test
  void takesManyChannelsAndExamples() {
    assertThat(suits(3, 1, 1, 64, 32)).isTrue();
    assertThat(suits(3, 1, 1, 8, 32)).isFalse();
    assertThat(suits(3, 1, 1, 64, 1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"5,1,1", "1,1,1", "3,2,1", "3,1,2"})
  void takesOnlyThreeByThreeWithoutGaps(int kernel, int stride, int dilation) {
    assertThat(suits(kernel, stride, dilation, 64, 32)).isFalse();
  }

  /**
   * A tile of 4x4 outputs costs 36 products: 2x2 outputs directly as many, 5x5 in four tiles 144.
   */
  @ParameterizedTest
  @CsvSource({"4,false", "5,true", "6,true", "7,false", "9,true", "10,true"})
  void countsTheProducts(int side, boolean fewer) {
    Shape image = new Shape(32, side, side);
    LayerSpec.Convolution spec =
        new LayerSpec.Convolution(1, Examples.window(3, 1, 1), 32, 64, true);
    assertThat(WinogradChoice.suits(spec, image, 32)).isEqualTo(fewer);
  }

  private static boolean suits(int kernel, int stride, int dilation, int filters, int rows) {
    LayerSpec.Convolution spec =
        new LayerSpec.Convolution(1, Examples.window(kernel, stride, dilation), 32, filters, true);
    return WinogradChoice.suits(spec, IMAGE, rows);
  }
}
