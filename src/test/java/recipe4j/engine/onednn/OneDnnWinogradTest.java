package recipe4j.engine.onednn;

import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import recipe4j.engine.ConvolutionNetworks;
import recipe4j.engine.layer.ConvolutionCompiler;

/** oneDNN's own Winograd kernels, which {@link ConvolutionCompiler} takes on AVX-512 processors. */
class OneDnnWinogradTest {
  private static final int BLOCK = 16;

  @Property(tries = 5, seed = "8", shrinking = ShrinkingMode.OFF)
  void equalDl4j(@ForAll @IntRange(max = 1 << 20) int seed) {
    check(new Random(seed));
  }

  @Property(tries = 120, seed = "9", shrinking = ShrinkingMode.OFF)
  @Tag("slow")
  void equalDl4jForManyNetworks(@ForAll @IntRange(max = 1 << 20) int seed) {
    check(new Random(seed));
  }

  private static void check(Random random) {
    Assume.that(OneDnn.hasAvx512());
    int side = 8 + random.nextInt(10);
    int rows = 16 + random.nextInt(40);
    ConvolutionNetworks.check(
        ConvolutionNetworks.draw(random, side, drawn -> BLOCK * (1 + drawn.nextInt(3))),
        ConvolutionNetworks.batch(random, rows, side),
        "convolution1 weights");
  }
}
