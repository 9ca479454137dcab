package recipe4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageShiftTest {
  private static final ImageShape SHAPE = new ImageShape(21, 21, 2);

  /** One bright pixel, five to the right of the middle. */
  private static LabelledImages dot() {
    byte[] pixels = new byte[SHAPE.pixels()];
    pixels[10 * 21 + 15] = (byte) 200;
    return LabelledImages.of(SHAPE, pixels, new int[] {1});
  }

  private static int at(LabelledImages images, int x, int y) {
    return images.pixels(0)[y * 21 + x] & 0xFF;
  }

  @Test
  void aQuarterTurnTakesWhatIsRightDown() {
    LabelledImages turned = ImageShift.ROTATION.apply(dot(), 90, 1);
    assertThat(at(turned, 10, 15)).isEqualTo(200);
    assertThat(at(turned, 15, 10)).isZero();
    assertThat(turned.labels()).containsExactly(1);
  }

  /** A Gaussian's weights at 0 and 1 for a deviation of 1, of their sum over -3 to 3. */
  @Test
  void blurSpreadsAPixelAsAGaussian() {
    LabelledImages blurred = ImageShift.BLUR.apply(dot(), 1, 1);
    double sum = 1 + 2 * (Math.exp(-0.5) + Math.exp(-2) + Math.exp(-4.5));
    assertThat(at(blurred, 15, 10)).isEqualTo((int) Math.round(200 / (sum * sum)));
    assertThat(at(blurred, 16, 10))
        .isEqualTo((int) Math.round(200 * Math.exp(-0.5) / (sum * sum)))
        .isEqualTo(at(blurred, 15, 11));
  }

  @Test
  void noiseHasItsDeviationAndItsSeed() {
    byte[] grey = new byte[SHAPE.pixels()];
    java.util.Arrays.fill(grey, (byte) 128);
    LabelledImages images = LabelledImages.of(SHAPE, grey, new int[] {0});
    byte[] noisy = ImageShift.NOISE.apply(images, 0.1, 3).pixels(0);
    double squares =
        IntStream.range(0, noisy.length)
            .mapToDouble(i -> Math.pow((noisy[i] & 0xFF) - 128, 2))
            .sum();
    assertThat(Math.sqrt(squares / noisy.length)).isCloseTo(25.5, within(2.5));
    assertThat(ImageShift.NOISE.apply(images, 0.1, 3).pixels(0)).isEqualTo(noisy);
    assertThat(ImageShift.NOISE.apply(images, 0.1, 4).pixels(0)).isNotEqualTo(noisy);
  }

  @Test
  void aLevelMustBeAboveNothing() {
    assertThatThrownBy(() -> ImageShift.BLUR.apply(dot(), 0, 1))
        .hasMessage("a level must be above 0 and finite, found 0.0");
  }
}
