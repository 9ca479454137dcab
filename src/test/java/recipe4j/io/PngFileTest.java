package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java's own reader gets the pixels back, whatever the size. */
class PngFileTest {
  private static BufferedImage image(int width, int height, int type, int values) {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, y % 3 == 1 ? image.getRGB(x, y - 1) : random.nextInt(values));
      }
    }
    return image;
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRaster().getPixels(0, 0, width, image.getHeight(), (int[]) null);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "28,28", "3,500", "701,2"})
  void javaReadsTheSamePixels(int width, int height) throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
      BufferedImage image = image(width, height, type, 1 << 24);
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngFile.of(image)));
      assertThat(read.getType()).isEqualTo(type);
      assertThat(pixels(read)).isEqualTo(pixels(image));
    }
  }

  @Test
  void isAsSmallAsImageIosOwn() throws IOException {
    BufferedImage image = image(400, 300, BufferedImage.TYPE_3BYTE_BGR, 2);
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    ImageIO.write(image, "png", other);
    assertThat(PngFile.of(image).length).isLessThan(other.size() * 11 / 10);
  }

  @Test
  void refusesWhatItCanNotKeep() {
    BufferedImage seeThrough = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PngFile.of(seeThrough))
        .withMessageContaining("found " + BufferedImage.TYPE_INT_ARGB);
  }
}
