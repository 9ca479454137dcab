package recipe4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.MnistSample;

/** Pictures of one digit are not doubted; several digits, patches and nothing are. */
class DoubtsTest {
  private static final int SETS = 6;

  private static List<DrawnDigits.Drawing> drawings() {
    return LongStream.range(500, 500 + SETS)
        .mapToObj(DrawnDigits::ten)
        .flatMap(Arrays::stream)
        .toList();
  }

  @Test
  void oneDigitOnPlainPaperIsNotDoubted() throws IOException {
    List<String> doubts = new ArrayList<>();
    for (DrawnDigits.Drawing drawing : drawings()) {
      doubts.addAll(doubts(drawing.picture()));
    }
    assertThat(doubts).isEmpty();
  }

  @Test
  @Tag("slow")
  void fewOfMnistsOwnDigitsAreDoubted() throws IOException {
    LabelledImages digits = MnistSample.load(0).train().first(500);
    int asTheyAre = 0;
    int enlarged = 0;
    for (int i = 0; i < digits.count(); i++) {
      float[] values = new float[28 * 28];
      float[] paper = new float[400 * 400];
      Arrays.fill(paper, 1f);
      byte[] pixels = digits.pixels(i);
      for (int p = 0; p < values.length; p++) {
        values[p] = (pixels[p] & 0xFF) / 255f;
      }
      GreyImage digit = GreyImage.of(28, 28, values);
      GreyImage large = Resampling.resize(digit, 280, 280);
      for (int y = 0; y < 280; y++) {
        for (int x = 0; x < 280; x++) {
          paper[(y + 60) * 400 + x + 60] = 1 - large.get(x, y);
        }
      }
      asTheyAre += doubts(digit).isEmpty() ? 0 : 1;
      enlarged += doubts(GreyImage.of(400, 400, paper)).isEmpty() ? 0 : 1;
    }
    assertThat(asTheyAre).as("of 500").isLessThanOrEqualTo(5);
    assertThat(enlarged).as("of 500").isLessThanOrEqualTo(10);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(booleans = {false, true})
  void linesThatAreAsDarkAsInkAreTakenOutOrSeen(boolean squared) throws IOException {
    int right = 0;
    Random random = new Random(9);
    List<DrawnDigits.Drawing> drawings = drawings();
    for (DrawnDigits.Drawing drawing : drawings) {
      try {
        PreparedImage prepared =
            Preparation.MNIST.apply(
                GreyConversion.of(lined(drawing, squared, 0.5, random)), 28, 28);
        boolean same = difference(prepared.pixels(), drawing) < 20;
        right += same || !prepared.doubts().isEmpty() ? 1 : 0;
      } catch (InvalidImageException noInkIsFound) {
        right++;
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(5 * drawings.size() / 6);
  }

  /** From the same drawing without lines, mean of grey levels. */
  private static double difference(byte[] pixels, DrawnDigits.Drawing drawing) throws IOException {
    byte[] plain = Preparation.MNIST.apply(GreyConversion.of(drawing.picture()), 28, 28).pixels();
    double sum = 0;
    for (int i = 0; i < pixels.length; i++) {
      sum += Math.abs((pixels[i] & 0xFF) - (plain[i] & 0xFF));
    }
    return sum / pixels.length;
  }

  /** Every so many pixels a line, a little off the level. */
  private static BufferedImage lined(
      DrawnDigits.Drawing drawing, boolean squared, double contrast, Random random) {
    BufferedImage from = drawing.picture();
    int width = from.getWidth();
    int height = from.getHeight();
    BufferedImage lined = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    int side = Math.min(width, height);
    double step = side * (0.07 + 0.07 * random.nextDouble());
    double thick = Math.max(1.5, side * 0.006);
    double slope = 0.1 * (random.nextDouble() - 0.5);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = from.getRaster().getSample(x, y, 0);
        double down = y + slope * x + height;
        double across = x - slope * y + width;
        if (down % step < thick || (squared && across % step < thick)) {
          double ink = drawing.dark() ? value * (1 - contrast) : value + (255 - value) * contrast;
          value = (int) ink;
        }
        lined.getRaster().setSample(x, y, 0, value);
      }
    }
    return lined;
  }

  @Test
  void severalDigitsAreCounted() throws IOException {
    DrawnDigits.Drawing[] ten = DrawnDigits.ten(500);
    int seen = 0;
    int pairs = 0;
    for (int i = 0; i < 10; i++) {
      DrawnDigits.Drawing a = ten[i];
      DrawnDigits.Drawing b = ten[(i + 3) % 10];
      if (a.dark() == b.dark()) {
        BufferedImage both = new BufferedImage(800, 400, BufferedImage.TYPE_BYTE_GRAY);
        both.createGraphics().drawImage(a.picture(), 0, 0, 400, 400, null);
        both.createGraphics().drawImage(b.picture(), 400, 0, 400, 400, null);
        pairs++;
        seen += doubts(both).toString().contains("2 pieces of ink") ? 1 : 0;
      }
    }
    assertThat(pairs).isGreaterThan(2);
    assertThat(seen).isGreaterThanOrEqualTo(pairs - 1);
  }

  @Test
  void aDiscAScribbleAndACutDigitAreDoubted() throws IOException {
    assertThat(doubts(round(200, 200, 0, 90)))
        .containsExactly("the ink is a solid patch, not strokes");
    assertThat(doubts(round(200, 60, 60, 90)))
        .contains("the ink reaches the edge of the picture; a part may be missing");
    float[] net = paper();
    for (int i = 100; i < 300; i++) {
      for (int k = 0; k < 4; k++) {
        for (int w = 0; w < 8; w++) {
          net[i * 400 + 100 + k * 64 + w] = 0;
          net[(100 + k * 64 + w) * 400 + i] = 0;
        }
      }
    }
    assertThat(doubts(GreyImage.of(400, 400, net)))
        .containsExactly("the ink encloses 9 areas, where a digit has 2 at most");
  }

  private static float[] paper() {
    float[] paper = new float[400 * 400];
    Arrays.fill(paper, 1f);
    return paper;
  }

  private static GreyImage round(int x, int y, int inner, int outer) {
    float[] values = paper();
    for (int i = 0; i < values.length; i++) {
      double distance = Math.hypot(i % 400 - x, i / 400 - y);
      values[i] = distance >= inner && distance < outer ? 0 : 1;
    }
    return GreyImage.of(400, 400, values);
  }

  @ParameterizedTest
  @ValueSource(ints = {28, 64, 300, 800})
  void nothingIsFoundWhereThereIsNothing(int side) {
    Random random = new Random(side);
    float[][] pictures = new float[6][side * side];
    for (int i = 0; i < side * side; i++) {
      pictures[1][i] = 1;
      pictures[2][i] = 0.5f;
      pictures[3][i] = random.nextFloat();
      pictures[4][i] = 0.04f * random.nextFloat();
      pictures[5][i] = (float) Math.max(0, Math.min(1, 0.5 + 0.2 * random.nextGaussian()));
    }
    for (float[] picture : pictures) {
      assertThatThrownBy(() -> doubts(GreyImage.of(side, side, picture)))
          .isInstanceOf(InvalidImageException.class)
          .hasMessageStartingWith("a picture must show ink on paper, found none");
    }
  }

  private static List<String> doubts(BufferedImage picture) throws IOException {
    return doubts(GreyConversion.of(picture));
  }

  private static List<String> doubts(GreyImage picture) throws IOException {
    return Preparation.MNIST.apply(picture, 28, 28).doubts();
  }
}
