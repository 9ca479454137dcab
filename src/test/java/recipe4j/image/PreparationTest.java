package recipe4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.MnistSample;

class PreparationTest {
  static Stream<DrawnDigits.Drawing> drawings() {
    return LongStream.range(0, 5).mapToObj(DrawnDigits::ten).flatMap(Arrays::stream);
  }

  /** What the makers of MNIST say of their images holds for pictures like photographs. */
  @ParameterizedTest
  @MethodSource("drawings")
  void photographsBecomeLikeMnist(DrawnDigits.Drawing drawing) throws IOException {
    GreyImage picture = GreyConversion.of(drawing.picture());
    PreparedImage prepared = Preparation.MNIST.apply(picture, 28, 28);
    byte[] pixels = prepared.pixels();
    assertThat(prepared.how()).startsWith(drawing.dark() ? "dark on light, inverted" : "light on");
    assertThat(longerSide(pixels)).as("fits 20x20").isBetween(18, 20);
    double[] mass = centreOfMass(pixels);
    assertThat(mass[0]).as("centre of mass, x").isBetween(13.9, 15.1);
    assertThat(mass[1]).as("centre of mass, y").isBetween(13.9, 15.1);
    assertThat(pixels[0] & 0xFF).as("paper").isZero();
    assertThat(brightest(pixels)).as("ink").isEqualTo(255);
    int[] found = inkSize(prepared.how());
    assertThat(found[0]).isCloseTo(drawing.box().width(), within(tolerance(drawing)));
    assertThat(found[1]).isCloseTo(drawing.box().height(), within(tolerance(drawing)));
  }

  private static int tolerance(DrawnDigits.Drawing drawing) {
    return Math.max(3, drawing.box().longerSide() / 20);
  }

  private static int[] inkSize(String how) {
    String size = how.replaceAll(".*ink (\\d+)x(\\d+) of .*", "$1 $2");
    return Stream.of(size.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /** MNIST's own digits, dark on light and larger, come out as they were, but for resampling. */
  @Test
  void digitsOfMnistComeBack() throws IOException {
    LabelledImages test = MnistSample.load(0.2).test();
    double worst = 0;
    double sum = 0;
    for (int i = 0; i < 40; i++) {
      byte[] original = test.pixels(i);
      float[] inverted = new float[original.length];
      for (int p = 0; p < inverted.length; p++) {
        inverted[p] = 1 - (original[p] & 0xFF) / 255f;
      }
      GreyImage large = Resampling.resize(GreyImage.of(28, 28, inverted), 224, 224);
      double difference = difference(original, Preparation.MNIST.apply(large, 28, 28).pixels());
      worst = Math.max(worst, difference);
      sum += difference;
    }
    assertThat(sum / 40).as("mean absolute difference, of 255").isLessThan(9);
    assertThat(worst).as("of a digit that a rounding moves by a pixel").isLessThan(30);
  }

  private static double difference(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return sum / a.length;
  }

  @Test
  void whatIsLikeMnistIsTakenAsItIs() throws IOException {
    byte[] digit = MnistSample.load(0.2).test().pixels(3);
    float[] values = new float[digit.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (digit[i] & 0xFF) / 255f;
    }
    PreparedImage prepared = Preparation.MNIST.apply(GreyImage.of(28, 28, values), 28, 28);
    assertThat(prepared.pixels()).isEqualTo(digit);
    assertThat(prepared.how()).isEqualTo("light on dark, as it is");
  }

  @Test
  void whatIsDarkOnLightIsInvertedThoughItHasTheSize() throws IOException {
    GreyImage ring = GreyConversion.of(WrittenPictures.ring(BufferedImage.TYPE_BYTE_GRAY, 28, 28));
    byte[] pixels = Preparation.MNIST.apply(ring, 28, 28).pixels();
    assertThat(pixels[0] & 0xFF).isZero();
    assertThat(longerSide(pixels)).isEqualTo(20);
  }

  /** A hair line would be a shade of grey at 20x20; it gets a pen's width. */
  @Test
  void thinLinesAreThickened() throws IOException {
    float[] values = new float[600 * 600];
    Arrays.fill(values, 1f);
    for (int i = 100; i < 500; i++) {
      values[i * 600 + 300] = 0;
      values[i * 600 + 301] = 0;
      values[100 * 600 + i] = 0;
      values[101 * 600 + i] = 0;
    }
    byte[] pixels = Preparation.MNIST.apply(GreyImage.of(600, 600, values), 28, 28).pixels();
    long ink = 0;
    for (byte pixel : pixels) {
      ink += pixel & 0xFF;
    }
    double width = ink / 255.0 / 40;
    assertThat(width).as("mean width of the strokes").isBetween(1.5, 2.6);
    assertThat(brightest(pixels)).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({"28,28", "32,32", "18,18", "20,40", "40,20"})
  void anyShapeOfANetwork(int height, int width) throws IOException {
    GreyImage ring =
        GreyConversion.of(WrittenPictures.ring(BufferedImage.TYPE_BYTE_GRAY, 300, 200));
    PreparedImage prepared = Preparation.MNIST.apply(ring, height, width);
    assertThat(prepared.height()).isEqualTo(height);
    assertThat(prepared.width()).isEqualTo(width);
    assertThat(prepared.pixels()).hasSize(height * width);
  }

  /** Paper with noise and uneven light, but nothing on it. */
  @ParameterizedTest
  @CsvSource({"0", "0.02", "0.08"})
  void blankPaper(double noise) {
    for (int side : new int[] {1, 2, 28, 90, 500}) {
      Random random = new Random(side);
      float[] values = new float[side * side];
      for (int i = 0; i < values.length; i++) {
        double light = 0.9 - 0.3 * (i % side) / side - 0.1 * i / values.length;
        values[i] = (float) Math.max(0, Math.min(1, light + noise * random.nextGaussian()));
      }
      assertThatThrownBy(() -> Preparation.MNIST.apply(GreyImage.of(side, side, values), 28, 28))
          .as("side " + side)
          .isInstanceOf(InvalidImageException.class)
          .hasMessage(
              "a picture must show ink on paper, found none; write larger or with more contrast");
    }
  }

  @Test
  void specksAndShadowsAtTheEdgeAreNoDigit() throws IOException {
    BufferedImage picture = WrittenPictures.ring(BufferedImage.TYPE_BYTE_GRAY, 400, 400);
    var graphics = picture.createGraphics();
    graphics.setColor(java.awt.Color.BLACK);
    graphics.fillRect(20, 20, 9, 9);
    graphics.fillRect(0, 0, 6, 400); // the edge of the table
    graphics.dispose();
    PreparedImage prepared = Preparation.MNIST.apply(GreyConversion.of(picture), 28, 28);
    int[] found = inkSize(prepared.how());
    assertThat(found[0]).isCloseTo(233, within(4));
    assertThat(found[1]).isCloseTo(233, within(4));
  }

  @Test
  void scalingTakesTheMeanOfAnArea() throws IOException {
    float[] values = new float[4 * 6];
    for (int i = 0; i < values.length; i++) {
      int row = i / 4;
      values[i] = i % 4 < 2 ? 0.2f : row / 10f;
    }
    PreparedImage scaled = Preparation.SCALE.apply(GreyImage.of(4, 6, values), 3, 2);
    assertThat(scaled.pixels()).containsExactly(51, 13, 51, 64, 51, 115);
    assertThat(scaled.how()).isEqualTo("scaled to 2x3");
    PreparedImage same = Preparation.SCALE.apply(GreyImage.of(4, 6, values), 6, 4);
    assertThat(same.how()).isEqualTo("as it is");
    assertThat(same.pixels()[5] & 0xFF).isEqualTo(51);
  }

  private static int longerSide(byte[] pixels) {
    int left = 28;
    int right = -1;
    int top = 28;
    int bottom = -1;
    for (int i = 0; i < pixels.length; i++) {
      if ((pixels[i] & 0xFF) > 25) {
        left = Math.min(left, i % 28);
        right = Math.max(right, i % 28);
        top = Math.min(top, i / 28);
        bottom = Math.max(bottom, i / 28);
      }
    }
    return Math.max(right - left, bottom - top) + 1;
  }

  private static double[] centreOfMass(byte[] pixels) {
    double sum = 0;
    double[] mass = new double[2];
    for (int i = 0; i < pixels.length; i++) {
      double value = pixels[i] & 0xFF;
      sum += value;
      int x = i % 28;
      int y = i / 28;
      mass[0] += value * (x + 0.5);
      mass[1] += value * (y + 0.5);
    }
    return new double[] {mass[0] / sum, mass[1] / sum};
  }

  private static int brightest(byte[] pixels) {
    int most = 0;
    for (byte pixel : pixels) {
      most = Math.max(most, pixel & 0xFF);
    }
    return most;
  }
}
