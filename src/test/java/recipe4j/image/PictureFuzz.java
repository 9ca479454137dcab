package recipe4j.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** A picture: read, and prepared in both ways. */
public final class PictureFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    return Fuzzed.file(
        "picture",
        input,
        file -> {
          GreyImage image = PictureReader.read(file);
          Preparation.SCALE.apply(image, 28, 28);
          Preparation.MNIST.apply(image, 28, 28);
        });
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String format : List.of("png", "jpeg", "bmp", "gif")) {
      seeds.add(picture(format, BufferedImage.TYPE_INT_RGB));
      seeds.add(picture(format, BufferedImage.TYPE_BYTE_GRAY));
    }
    seeds.add(picture("png", BufferedImage.TYPE_INT_ARGB));
    seeds.add(picture("png", BufferedImage.TYPE_BYTE_INDEXED));
    seeds.add(WrittenPictures.progressive(24, 20));
    byte[] gif = picture("gif", BufferedImage.TYPE_BYTE_GRAY);
    ByteArrayOutputStream commented = new ByteArrayOutputStream();
    int image = WrittenPictures.firstBlock(gif);
    commented.write(gif, 0, image);
    commented.write(new byte[] {0x21, (byte) 0xFE, 5, 'h', 'e', 'l', 'l', 'o', 0});
    commented.write(gif, image, gif.length - image);
    seeds.add(commented.toByteArray());
    return seeds;
  }

  private static byte[] picture(String format, int type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(WrittenPictures.ring(type, 24, 20), format, bytes);
    return bytes.toByteArray();
  }

  @Override
  public List<String> words() {
    return List.of("IHDR", "PLTE", "IDAT", "iCCP", "tRNS", "IEND", "Exif", "JFIF", "GIF89a");
  }
}
