package recipe4j.engine.nativecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The C kernels on drawn shapes, for every instruction set that this processor has. */
@Tag("arm64")
class NativeKernelsTest {
  /** Relative to the root of the mean square; 16 to 70 channels and tiles of 5x5 give 2e-6. */
  private static final double TOLERANCE = 6e-6;

  @Property(tries = 60, seed = "1", shrinking = ShrinkingMode.OFF)
  void winogradIsTheConvolution(@ForAll @LongRange(max = 1L << 40) long seed) {
    Random random = new Random(seed);
    check(random, false, 1 + random.nextInt(40), 3);
  }

  @Property(tries = 60, seed = "2", shrinking = ShrinkingMode.OFF)
  void directIsTheConvolution(@ForAll @LongRange(max = 1L << 40) long seed) {
    Random random = new Random(seed);
    check(random, true, 1 + random.nextInt(4), 1 + random.nextInt(7));
  }

  /** Of the instruction sets; NEON is no x86 processor's. */
  private static int[] lanes() {
    return switch (KernelLibrary.lanes()) {
      case 16 -> new int[] {16, 8};
      default -> new int[] {KernelLibrary.lanes()};
    };
  }

  private static void check(Random random, boolean direct, int inputs, int kernel) {
    int padding = random.nextInt(kernel);
    boolean pooled = random.nextBoolean();
    int even = pooled ? ~1 : ~0;
    int height = kernel + random.nextInt(14);
    int width = kernel + random.nextInt(14);
    int rows = height + 2 * padding - kernel + 1 & even;
    int columns = width + 2 * padding - kernel + 1 & even;
    Assume.that(rows > 0 && columns > 0);
    ConvolutionShape shape =
        new ConvolutionShape(
            1 + random.nextInt(5),
            inputs,
            1 + random.nextInt(70),
            height,
            width,
            rows,
            columns,
            padding,
            padding,
            pooled,
            kernel,
            random.nextInt(3) / 2f);
    ConvolutionCase drawn = ConvolutionCase.draw(shape, random);
    for (int lanes : lanes()) {
      ConvolutionCase.Errors errors = drawn.errors(lanes, direct);
      assertThat(errors.largest())
          .as("%s with %d lanes: %s", shape, lanes, errors)
          .isLessThan(TOLERANCE);
      assertThat(errors.intact()).as("%s: written outside", shape).isTrue();
    }
  }

  @Property(tries = 20, seed = "3", shrinking = ShrinkingMode.OFF)
  void anOutputOfZerosWithoutABiasIsZero(@ForAll @IntRange(max = 1 << 20) int seed) {
    Random random = new Random(seed);
    int side = 6 + random.nextInt(10);
    ConvolutionShape shape =
        new ConvolutionShape(2, 20, 24, side, side, side - 2, side - 2, 0, 0, false, 3, 0f);
    ConvolutionCase drawn = ConvolutionCase.draw(shape, random).blank(3, random.nextInt(side - 3));
    for (int lanes : lanes()) {
      assertThat(drawn.outputsOfZeros(lanes)).isNotEmpty().containsOnly(0f);
    }
  }
}
