package recipe4j.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DropoutMasksTest {
  private static float[] draw(long seed, int layer, int iteration, int example, int length) {
    float[] mask = new float[length];
    DropoutMasks.seeded(seed).fill(layer, 0.8, iteration, example, mask, 0, length);
    return mask;
  }

  @Test
  void keepsTheShareAskedFor() {
    float[] mask = draw(1, 2, 3, 4, 100_000);
    int kept = 0;
    for (float value : mask) {
      assertThat(value).isIn(0f, 1.25f);
      kept += value > 0 ? 1 : 0;
    }
    assertThat(kept / 100_000.0).isCloseTo(0.8, within(0.005));
  }

  @Test
  void isAFunctionOfSeedLayerIterationAndExample() {
    float[] mask = draw(1, 2, 3, 4, 64);
    assertThat(draw(1, 2, 3, 4, 64)).isEqualTo(mask);
    assertThat(draw(9, 2, 3, 4, 64)).isNotEqualTo(mask);
    assertThat(draw(1, 9, 3, 4, 64)).isNotEqualTo(mask);
    assertThat(draw(1, 2, 9, 4, 64)).isNotEqualTo(mask);
    assertThat(draw(1, 2, 3, 9, 64)).isNotEqualTo(mask);
  }
}
