package recipe4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  private static final ImageShape SHAPE = new ImageShape(20, 18, 10);

  @TempDir private Path folder;

  @Test
  void readsPicturesPixelByPixel() throws IOException {
    for (String format : List.of("png", "bmp")) {
      Path file = picture("digit." + format, format, 18, 20);
      LabelledImages images = ImageFiles.read(List.of(file, file), SHAPE, 10);
      assertThat(images.count()).isEqualTo(2);
      byte[] pixels = images.pixels(1);
      for (int i = 0; i < pixels.length; i++) {
        assertThat(pixels[i] & 0xFF).isEqualTo(i % 256);
      }
    }
  }

  @Test
  void refusesWhatIsNoImageOfThatShape() throws IOException {
    Path wide = picture("wide.png", "png", 30, 20);
    assertThatThrownBy(() -> read(wide))
        .hasMessage(
            wide + ": an image must be 20x18, found 20x30; scale it, white on black as in MNIST");
    Path text = Files.writeString(folder.resolve("text.png"), "hello");
    assertThatThrownBy(() -> read(text)).hasMessageContaining("found something else");
    Path missing = folder.resolve("missing.png");
    assertThatThrownBy(() -> read(missing)).hasMessageContaining("found none");
    byte[] whole = Files.readAllBytes(wide);
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> read(cut)).isInstanceOf(InvalidDataException.class);
    Path empty = Files.createFile(folder.resolve("empty.png"));
    assertThatThrownBy(() -> read(empty)).isInstanceOf(InvalidDataException.class);
  }

  private LabelledImages read(Path file) throws IOException {
    return ImageFiles.read(List.of(file), SHAPE, 10);
  }

  private Path picture(String name, String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, i % 256);
    }
    Path file = folder.resolve(name);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }
}
