package recipe4j.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static recipe4j.engine.layer.ConvolutionAlgorithm.DIRECT;
import static recipe4j.engine.layer.ConvolutionAlgorithm.WINOGRAD;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.engine.Examples;
import recipe4j.engine.graph.ConvolutionGeometry;
import recipe4j.engine.graph.LayerSpec;
import recipe4j.engine.graph.Shape;
import recipe4j.engine.onednn.OneDnn;

class ConvolutionAlgorithmTest {
  private static final int ROWS = 32;

  @BeforeEach
  void needsAvx512() {
    assertThat(OneDnn.fault()).isEmpty();
    assumeTrue(OneDnn.hasAvx512());
  }

  /** Outputs 11x11 lie in nine tiles, the input's 13x13 in sixteen, 3x3 in one. */
  @Test
  void countsTilesForEachPass() {
    ConvolutionAlgorithm second = algorithm(32, 64, 13, true, ROWS);
    assertThat(second.forward()).isEqualTo(WINOGRAD);
    assertThat(second.weights()).isEqualTo(WINOGRAD);
    assertThat(second.data(new Shape(32, 13, 13))).isEqualTo(DIRECT);
    assertThat(second.data(EdgeSplitBackward.inside(new Shape(32, 13, 13)))).isEqualTo(WINOGRAD);

    ConvolutionAlgorithm third = algorithm(64, 64, 5, true, ROWS);
    assertThat(third.forward()).isEqualTo(DIRECT);
    assertThat(third.weights()).isEqualTo(WINOGRAD);
    assertThat(third.data(new Shape(64, 5, 5))).isEqualTo(DIRECT);
  }

  @ParameterizedTest
  @CsvSource({"1, 32", "32, 40", "24, 32"})
  void needsWholeBlocksOfChannels(int inputs, int filters) {
    assertThat(algorithm(inputs, filters, 13, true, ROWS).weights()).isEqualTo(DIRECT);
  }

  @Test
  void goesForwardDirectlyWithoutABias() {
    assertThat(algorithm(32, 64, 13, false, ROWS).forward()).isEqualTo(DIRECT);
    assertThat(algorithm(32, 64, 13, false, ROWS).weights()).isEqualTo(WINOGRAD);
  }

  @Test
  void needsEnoughTiles() {
    assertThat(algorithm(32, 64, 13, true, 1).forward()).isEqualTo(DIRECT);
  }

  @Test
  void leavesOneRowAndOneColumn() {
    ConvolutionGeometry plain = geometry(new long[2], new long[2]);
    assertThat(EdgeSplitBackward.fits(plain, new Shape(32, 13, 17))).isTrue();
    assertThat(EdgeSplitBackward.fits(plain, new Shape(32, 13, 12))).isFalse();
    ConvolutionGeometry padded = geometry(new long[] {1, 1}, new long[] {1, 1});
    assertThat(EdgeSplitBackward.fits(padded, new Shape(32, 13, 13))).isFalse();
  }

  private static ConvolutionAlgorithm algorithm(
      int inputs, int filters, int side, boolean bias, int rows) {
    LayerSpec.Convolution spec =
        new LayerSpec.Convolution(1, Examples.window(3, 1, 1), inputs, filters, bias);
    return new ConvolutionAlgorithm(
        spec, geometry(new long[2], new long[2]), spec.output(new Shape(inputs, side, side)), rows);
  }

  private static ConvolutionGeometry geometry(long[] before, long[] after) {
    return new ConvolutionGeometry(new long[] {1, 1}, new long[2], before, after);
  }
}
