package recipe4j.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.image.Photographs.Photograph;

/** Digits of MNIST come back from pictures as people take them, without a network's help. */
class PhotographsTest {
  /** Mean difference of grey levels; two digits of MNIST differ by 50, of one class by 40. */
  private static final double ALIKE = 27;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shadow-edge",
        "lined",
        "squared",
        "squared-dark",
        "table",
        "sheet",
        "card",
        "table-squared",
        "screen",
        "screen-dark",
        "two-digits"
      })
  void theDigitIsFoundAndNothingElse(String kind) throws IOException {
    for (Photograph photograph : Photographs.of(7, 2, List.of(kind))) {
      assertThat(comesBack(photograph)).as(kind).isTrue();
      PreparedImage largest =
          Preparation.MNIST.apply(GreyConversion.of(photograph.picture()), 28, 28);
      int digits = photograph.digits().length;
      if (digits == 1) {
        assertThat(largest.doubts()).isEmpty();
      } else {
        assertThat(largest.doubts())
            .containsExactly(
                "there are 2 pieces of ink, and only the largest was taken; --each reads them one by one");
      }
    }
  }

  @Test
  @Tag("slow")
  void fewOfAllKindsAreLost() throws IOException {
    List<Photograph> all = Photographs.of(3, 6, Photographs.KINDS);
    List<String> lost = new ArrayList<>();
    List<String> doubted = new ArrayList<>();
    for (Photograph photograph : all) {
      if (!comesBack(photograph)) {
        lost.add(photograph.kind());
      } else if (photograph.digits().length == 1
          && !Preparation.MNIST
              .apply(GreyConversion.of(photograph.picture()), 28, 28)
              .doubts()
              .isEmpty()) {
        doubted.add(photograph.kind());
      }
    }
    assertThat(all).hasSize(150);
    assertThat(lost).hasSizeLessThanOrEqualTo(9);
    assertThat(doubted).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void whatIsOneDigitForEachIsWhatItIsAlone() throws IOException {
    BufferedImage picture = Photographs.of(7, 1, List.of("plain")).get(0).picture();
    GreyImage grey = GreyConversion.of(picture);
    List<PreparedImage> each = Preparation.MNIST.each(grey, 28, 28);
    assertThat(each).hasSize(1);
    PreparedImage alone = Preparation.MNIST.apply(grey, 28, 28);
    assertThat(each.get(0).pixels()).isEqualTo(alone.pixels());
    assertThat(each.get(0).how()).isEqualTo(alone.how());
    assertThat(Preparation.SCALE.each(grey, 28, 28)).hasSize(1);
  }

  private static boolean comesBack(Photograph photograph) {
    List<PreparedImage> found;
    try {
      found = Preparation.MNIST.each(GreyConversion.of(photograph.picture()), 28, 28);
    } catch (InvalidImageException nothingFound) {
      return false;
    }
    boolean all = found.size() == photograph.originals().size();
    for (int i = 0; all && i < found.size(); i++) {
      all = difference(found.get(i).pixels(), photograph.originals().get(i)) < ALIKE;
    }
    return all;
  }

  /** At the best of the places that are a pixel off at most: the centre of mass is rounded. */
  private static double difference(byte[] a, byte[] b) {
    double least = 255;
    for (int move = 0; move < 9; move++) {
      int by = (move / 3 - 1) * 28 + move % 3 - 1;
      double sum = 0;
      for (int i = 29; i < a.length - 29; i++) {
        sum += Math.abs((a[i] & 0xFF) - (b[i + by] & 0xFF));
      }
      least = Math.min(least, sum / a.length);
    }
    return least;
  }
}
