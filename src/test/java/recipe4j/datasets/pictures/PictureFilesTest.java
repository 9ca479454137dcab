package recipe4j.datasets.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.image.InvalidImageException;
import recipe4j.image.Preparation;
import recipe4j.image.WrittenPictures;

class PictureFilesTest {
  private static final ImageShape SHAPE = new ImageShape(20, 18, 10);

  @TempDir private Path folder;

  @Test
  void picturesOfTheSizeAreReadPixelByPixel() throws IOException {
    for (String format : List.of("png", "bmp")) {
      Path file = picture("digit." + format);
      LabelledImages images = read(Preparation.SCALE, file, file).images();
      assertThat(images.count()).isEqualTo(2);
      byte[] pixels = images.pixels(1);
      for (int i = 0; i < pixels.length; i++) {
        assertThat(pixels[i] & 0xFF).isEqualTo(i % 256);
      }
    }
  }

  @Test
  void picturesAndIdxFilesAreToldApart() throws IOException {
    Path idx = folder.resolve("images-idx3-ubyte");
    byte[] content = new byte[16 + 2 * SHAPE.pixels()];
    content[2] = 8;
    content[3] = 3;
    content[7] = 2;
    content[11] = 20;
    content[15] = 18;
    Arrays.fill(content, 16, content.length, (byte) 9);
    Files.write(idx, content);
    UserPictures own = read(Preparation.SCALE, picture("a.png"), idx);
    assertThat(own.images().count()).isEqualTo(3);
    assertThat(own.images().pixels(2)).containsOnly(9);
    assertThat(own.origins())
        .containsExactly(
            new UserPictures.Origin(folder.resolve("a.png"), true, "as it is", List.of()),
            new UserPictures.Origin(idx, false, "", List.of()),
            new UserPictures.Origin(idx, false, "", List.of()));
    ImageShape other = new ImageShape(28, 28, 10);
    assertThatThrownBy(() -> PictureFiles.read(List.of(idx), other, 1, Preparation.SCALE))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            idx
                + ": images of an IDX file must be 28x28 for this network, found 20x18; give a file of that size");
  }

  @Test
  void anErrorNamesTheFile() throws IOException {
    BufferedImage blank = new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY);
    Path file = WrittenPictures.write(folder.resolve("blank.png"), blank);
    assertThatThrownBy(() -> read(Preparation.MNIST, file))
        .isInstanceOf(InvalidImageException.class)
        .hasMessage(
            file
                + ": a picture must show ink on paper, found none; write larger or with more contrast");
    Path missing = folder.resolve("missing.png");
    assertThatThrownBy(() -> read(Preparation.MNIST, missing))
        .hasMessage(missing + ": a picture must be there, found no such file; check the name");
  }

  private static UserPictures read(Preparation preparation, Path... files) throws IOException {
    return PictureFiles.read(List.of(files), SHAPE, 10, preparation);
  }

  private Path picture(String name) throws IOException {
    BufferedImage image = new BufferedImage(18, 20, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < SHAPE.pixels(); i++) {
      image.getRaster().setSample(i % 18, i / 18, 0, i % 256);
    }
    return WrittenPictures.write(folder.resolve(name), image);
  }
}
