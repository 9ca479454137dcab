package recipe4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.io.Pipes;

/** Small files that would take ImageIO long. */
class PictureCostTest {
  @TempDir private Path folder;

  @Test
  void aProgressiveJpegIsReadAndOneWithAScanAgainAndAgainIsNot() throws IOException {
    byte[] good = WrittenPictures.progressive(2_000, 2_000);
    assertThat(PictureReader.read(write("good.jpg", good)).width()).isEqualTo(2_000);
    refused(
        write("bad.jpg", lastScanTimes(good, 2_000)),
        "a JPEG of 4000000 pixels must have at most 320 scans, found 20");
  }

  @Test
  void scansOfASmallPictureAreCountedToo() throws IOException {
    byte[] good = WrittenPictures.progressive(16, 16);
    assertThat(PictureReader.read(write("some.jpg", lastScanTimes(good, 50))).width())
        .isEqualTo(16);
    refused(write("bad.jpg", lastScanTimes(good, 3_000)), "must have at most 1000 scans, found 30");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xFE, 0xFF, 0xF9, 0x01})
  void longCommentsOfAGif(int kind) throws IOException {
    byte[] gif = gif();
    byte[] block = new byte[256];
    Arrays.fill(block, (byte) 'a');
    block[0] = (byte) 255;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int image = WrittenPictures.firstBlock(gif);
    bytes.write(gif, 0, image);
    bytes.write(new byte[] {0x21, (byte) kind});
    for (int i = 0; i < 40_000; i++) {
      bytes.write(block);
    }
    refused(write("open.gif", bytes.toByteArray()), "at most 1 MB");
    bytes.write(0);
    bytes.write(gif, image, gif.length - image);
    refused(write("closed.gif", bytes.toByteArray()), "at most 1 MB");
  }

  @Test
  void aShortCommentOfAGifIsPassedOver() throws IOException {
    byte[] gif = gif();
    int image = WrittenPictures.firstBlock(gif);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(gif, 0, image);
    bytes.write(new byte[] {0x21, (byte) 0xFE, 3, 'a', 'b', 'c', 0});
    bytes.write(gif, image, gif.length - image);
    assertThat(PictureReader.read(write("a.gif", bytes.toByteArray())).width()).isEqualTo(28);
  }

  @Test
  void pngsThatUnpackToMuch() throws IOException {
    BufferedImage black = new BufferedImage(8_000, 8_000, BufferedImage.TYPE_4BYTE_ABGR);
    Path file = WrittenPictures.write(folder.resolve("black.png"), black);
    refused(file, "of %d bytes must unpack to at most".formatted(Files.size(file)));
    BufferedImage paper = new BufferedImage(10_000, 10_000, BufferedImage.TYPE_BYTE_GRAY);
    assertThat(PictureReader.read(WrittenPictures.write(folder.resolve("grey.png"), paper)).width())
        .isEqualTo(2_500);
  }

  @Test
  void pngsOfVeryManyChunks() throws IOException {
    byte[] png = Files.readAllBytes(WrittenPictures.write(folder.resolve("a.png"), ring()));
    byte[] chunk = WrittenPictures.chunk("tEXt", new byte[] {'k', 0, 'v'});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(png, 0, 33);
    for (int i = 0; i < 20_000; i++) {
      bytes.write(chunk);
    }
    bytes.write(png, 33, png.length - 33);
    refused(write("many.png", bytes.toByteArray()), "at most 10000 chunks");
  }

  /** ImageIO would read what is in it without a look at its size. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, -1, 99})
  void aBmpThatHoldsAnotherFormat(int compression) throws IOException {
    byte[] bmp = Files.readAllBytes(WrittenPictures.write(folder.resolve("a.bmp"), ring()));
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(30, compression);
    refused(write("odd.bmp", bmp), "a picture must be whole, found a damaged one");
  }

  @Test
  void pipesAndDevicesAreNotOpened() throws Exception {
    refused(Pipes.make(folder.resolve("pipe.png")), "found a pipe or a device");
    refused(Pipes.endless(folder.resolve("zero.png")), "found a pipe or a device");
  }

  private void refused(Path file, String message) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> PictureReader.read(file))
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message));
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static BufferedImage ring() {
    return WrittenPictures.ring(BufferedImage.TYPE_3BYTE_BGR, 28, 28);
  }

  private byte[] gif() throws IOException {
    return Files.readAllBytes(WrittenPictures.write(folder.resolve("ring.gif"), ring()));
  }

  private static byte[] lastScanTimes(byte[] jpeg, int times) {
    int end = jpeg.length - 2;
    int scan = end;
    while (jpeg[scan] != (byte) 0xFF || jpeg[scan + 1] != (byte) 0xDA) {
      scan--;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, scan);
    for (int i = 0; i < times; i++) {
      bytes.write(jpeg, scan, end - scan);
    }
    bytes.write(jpeg, end, 2);
    return bytes.toByteArray();
  }
}
