package recipe4j.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif"})
  void greyIsTakenAsItIs(String format) throws IOException {
    GreyImage image = read("ramp." + format, ramp(BufferedImage.TYPE_BYTE_GRAY));
    assertRamp(image, 0.5 / 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "jpg"})
  void coloursBecomeTheirBrightness(String format) throws IOException {
    assertRamp(read("ramp." + format, ramp(BufferedImage.TYPE_3BYTE_BGR)), 3.0 / 255);
  }

  @Test
  void theNameDoesNotMatter() throws IOException {
    Path png = WrittenPictures.write(folder.resolve("a.png"), ramp(BufferedImage.TYPE_INT_RGB));
    Path named = Files.move(png, folder.resolve("a.jpeg"));
    assertRamp(PictureReader.read(named), 1.0 / 255);
  }

  @Test
  void sixteenBits() throws IOException {
    BufferedImage grey = new BufferedImage(256, 4, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      for (int y = 0; y < 4; y++) {
        grey.getRaster().setSample(x, y, 0, x * 257);
      }
    }
    assertRamp(read("grey16.png", grey), 1e-6);
    assertRamp(read("rgb16.png", deep(3)), 1.0 / 255);
    assertRamp(read("rgba16.png", deep(4)), 1.0 / 255);
  }

  /** A ramp of 16 bits a sample in sRGB, opaque if it has alpha. */
  private static BufferedImage deep(int bands) {
    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            bands == 4,
            false,
            bands == 4 ? Color.TRANSLUCENT : Color.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(256, 4);
    for (int x = 0; x < 256; x++) {
      for (int y = 0; y < 4; y++) {
        for (int band = 0; band < bands; band++) {
          raster.setSample(x, y, band, band == 3 ? 65535 : x * 257);
        }
      }
    }
    return new BufferedImage(model, raster, false, null);
  }

  @Test
  void palettes() throws IOException {
    byte[] levels = {0, 85, (byte) 170, (byte) 255};
    IndexColorModel four = new IndexColorModel(2, 4, levels, levels, levels);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, four);
    for (int x = 0; x < 4; x++) {
      image.getRaster().setSample(x, 0, 0, 3 - x);
    }
    GreyImage read = read("palette.png", image);
    for (int x = 0; x < 4; x++) {
      assertThat(read.get(x, 0)).isCloseTo(1 - x / 3f, within(1e-3f));
    }
    BufferedImage binary = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
    binary.getRaster().setSample(8, 1, 0, 1);
    GreyImage bits = read("binary.png", binary);
    assertThat(bits.get(8, 1)).isEqualTo(1f);
    assertThat(bits.get(7, 1)).isEqualTo(0f);
  }

  /** Whatever the paint, it stands out from the paper that is put behind it. */
  @Test
  void transparentBackgrounds() throws IOException {
    for (Color paint : new Color[] {Color.BLACK, Color.WHITE}) {
      BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(paint);
      graphics.fillRect(10, 10, 20, 20);
      graphics.dispose();
      GreyImage read = read("clear.png", image);
      float expected = paint.equals(Color.BLACK) ? 0f : 1f;
      assertThat(read.get(20, 20)).isEqualTo(expected);
      assertThat(read.get(2, 2)).isEqualTo(1 - expected);
    }
  }

  @Test
  void greyWithAlpha() throws IOException {
    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Color.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
    raster.setPixel(0, 0, new int[] {60, 255});
    raster.setPixel(1, 0, new int[] {60, 0});
    GreyImage read = read("la.png", new BufferedImage(model, raster, false, null));
    assertThat(read.get(0, 0)).isCloseTo(60 / 255f, within(1e-6f));
    assertThat(read.get(1, 0)).isEqualTo(1f);
  }

  @Test
  void colourProfilesThatMakeNoSense() throws IOException {
    Path jpeg =
        WrittenPictures.write(folder.resolve("icc.jpg"), ramp(BufferedImage.TYPE_3BYTE_BGR));
    byte[] whole = Files.readAllBytes(jpeg);
    byte[] good = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    byte[] empty = Arrays.copyOf(Arrays.copyOf(good, 128), good.length);
    byte[] printing = good.clone();
    System.arraycopy("CMYK".getBytes(US_ASCII), 0, printing, 16, 4);
    byte[] grey = good.clone();
    System.arraycopy("GRAY".getBytes(US_ASCII), 0, grey, 16, 4);
    for (byte[] profile : List.of("none".getBytes(US_ASCII), empty, printing, grey, good)) {
      byte[] start = "ICC_PROFILE\0\1\1".getBytes(US_ASCII);
      byte[] segment = Arrays.copyOf(start, start.length + profile.length);
      System.arraycopy(profile, 0, segment, start.length, profile.length);
      Files.write(jpeg, whole);
      assertRamp(
          PictureReader.read(WrittenPictures.insertJpegSegment(jpeg, 0xE2, segment)), 3.0 / 255);
    }
    Path png = WrittenPictures.write(folder.resolve("icc.png"), ramp(BufferedImage.TYPE_INT_RGB));
    byte[] chunk = "odd\0\0not deflated".getBytes(US_ASCII);
    assertRamp(PictureReader.read(WrittenPictures.insertPngChunk(png, "iCCP", chunk)), 1.0 / 255);
  }

  /** CMYK and YCCK, without and with Adobe's marker: dark stays dark. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2})
  void jpegOfPrintingColours(int adobeTransform) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null);
    for (int i = 0; i < 32 * 32; i++) {
      int black = i % 32 < 16 ? 20 : 240;
      boolean luminance = adobeTransform == 2; // of the inverted colours: 0 is white
      raster.setPixel(
          i % 32,
          i / 32,
          luminance ? new int[] {0, 128, 128, black} : new int[] {255, 255, 255, black});
    }
    Path file = folder.resolve("cmyk.jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    if (adobeTransform >= 0) {
      byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) adobeTransform};
      WrittenPictures.insertJpegSegment(file, 0xEE, adobe);
    }
    GreyImage read = PictureReader.read(file);
    assertThat(read.get(4, 16)).isLessThan(0.4f);
    assertThat(read.get(28, 16)).isGreaterThan(0.8f);
  }

  /** The corner that is dark on the disk, after the camera's orientation 1 to 8 was followed. */
  @Test
  void camerasHeldInEveryWay() throws IOException {
    String[] corners = {"", "tl", "tr", "br", "bl", "tl", "tr", "br", "bl"};
    for (int orientation = 1; orientation <= 8; orientation++) {
      for (boolean littleEndian : new boolean[] {true, false}) {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 64, 32);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, 16, 16);
        graphics.dispose();
        Path file = WrittenPictures.write(folder.resolve("turned.jpg"), image);
        WrittenPictures.insertJpegSegment(file, 0xE1, exif(orientation, littleEndian));
        GreyImage read = PictureReader.read(file);
        assertThat(read.width()).isEqualTo(orientation < 5 ? 64 : 32);
        int x = corners[orientation].endsWith("l") ? 4 : read.width() - 5;
        int y = corners[orientation].startsWith("t") ? 4 : read.height() - 5;
        assertThat(read.get(x, y)).as("orientation " + orientation).isLessThan(0.1f);
        assertThat(read.get(read.width() - 1 - x, y)).isGreaterThan(0.9f);
        assertThat(read.get(x, read.height() - 1 - y)).isGreaterThan(0.9f);
      }
    }
  }

  @Test
  void exifThatMakesNoSenseMeansUpright() throws IOException {
    byte[] good = exif(6, true);
    for (int length : new int[] {6, 7, 10, 15, 20}) {
      Path file =
          WrittenPictures.write(folder.resolve("odd.jpg"), ramp(BufferedImage.TYPE_3BYTE_BGR));
      WrittenPictures.insertJpegSegment(file, 0xE1, Arrays.copyOf(good, length));
      assertThat(PictureReader.read(file).width()).isEqualTo(256);
    }
    Path file =
        WrittenPictures.write(folder.resolve("odd.jpg"), ramp(BufferedImage.TYPE_3BYTE_BGR));
    WrittenPictures.insertJpegSegment(file, 0xE1, exif(99, false));
    assertThat(PictureReader.read(file).width()).isEqualTo(256);
  }

  private static byte[] exif(int orientation, boolean littleEndian) {
    ByteBuffer tiff = ByteBuffer.allocate(6 + 26);
    tiff.put("Exif\0\0".getBytes(US_ASCII));
    tiff.put((littleEndian ? "II" : "MM").getBytes(US_ASCII));
    tiff.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }

  @Test
  void largePicturesAreReadWithFewerPixels() throws IOException {
    BufferedImage image = new BufferedImage(9_000, 30, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(8_999, 29, 0, 255);
    GreyImage read = read("wide.png", image);
    assertThat(read.width()).isEqualTo(2_250);
    assertThat(read.height()).isEqualTo(8);
  }

  @Test
  void tooLargeIsRefusedByItsHeader() throws IOException {
    Path file = WrittenPictures.hugePng(folder.resolve("huge.png"), 20_000, 20_000);
    refused(
        file,
        "a picture must have at most 16384 pixels a side and 128 megapixels, found 20000x20000; scale it down");
    refused(
        WrittenPictures.hugePng(folder.resolve("area.png"), 16_000, 16_000), "found 16000x16000");
    refused(WrittenPictures.hugePng(folder.resolve("line.png"), 2_000_000, 1), "found 2000000x1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void cutOffIsDamaged(String format) throws IOException {
    Path file =
        WrittenPictures.write(
            folder.resolve("cut." + format),
            WrittenPictures.ring(BufferedImage.TYPE_3BYTE_BGR, 200, 200));
    WrittenPictures.cut(file, 0.6);
    refused(file, "a picture must be whole, found a damaged one; save it again");
  }

  @Test
  void aJpegIsDamagedWhereverItIsCut() throws IOException {
    Path baseline =
        WrittenPictures.write(folder.resolve("base.jpg"), ramp(BufferedImage.TYPE_BYTE_GRAY));
    for (byte[] whole :
        List.of(
            Files.readAllBytes(baseline),
            WrittenPictures.restarts(48, 48),
            WrittenPictures.progressive(48, 48))) {
      PictureReader.read(Files.write(folder.resolve("whole.jpg"), whole));
      for (int length = whole.length - 1; length > 3; length -= 7) {
        refused(
            Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, length)),
            "a picture must be whole, found a damaged one; save it again");
      }
    }
  }

  @Test
  void wrongBytesInAPng() throws IOException {
    Path file =
        WrittenPictures.write(
            folder.resolve("bad.png"), WrittenPictures.ring(BufferedImage.TYPE_BYTE_GRAY, 90, 90));
    refused(WrittenPictures.corrupt(file), "found a damaged one");
  }

  @Test
  void noPictureAtAll() throws IOException {
    refused(Files.writeString(folder.resolve("text.png"), "hello"), "found something else");
    refused(Files.createFile(folder.resolve("empty.png")), "found an empty file");
    refused(folder.resolve("missing.png"), "found no such file");
    refused(folder, "found a folder");
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  private GreyImage read(String name, BufferedImage image) throws IOException {
    return PictureReader.read(WrittenPictures.write(folder.resolve(name), image));
  }

  /** 256 columns from black to white. */
  private static BufferedImage ramp(int type) {
    BufferedImage image = new BufferedImage(256, 4, type);
    int[] pixel = new int[image.getRaster().getNumBands()];
    for (int x = 0; x < 256; x++) {
      Arrays.fill(pixel, x);
      for (int y = 0; y < 4; y++) {
        image.getRaster().setPixel(x, y, pixel);
      }
    }
    return image;
  }

  private static void assertRamp(GreyImage image, double tolerance) {
    assertThat(image.width()).isEqualTo(256);
    assertThat(image.height()).isEqualTo(4);
    for (int x = 0; x < 256; x++) {
      assertThat(image.get(x, 2)).isCloseTo(x / 255f, within((float) tolerance));
    }
  }
}
