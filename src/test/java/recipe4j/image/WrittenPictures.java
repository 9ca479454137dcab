package recipe4j.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Node;

/** Files for tests: good ones, odd ones and bad ones. */
public final class WrittenPictures {
  private static final int PNG_HEADER_END = 33;
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private WrittenPictures() {}

  /** Writes a picture; the ending tells the format. */
  public static Path write(Path file, BufferedImage image) throws IOException {
    String name = file.getFileName().toString();
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertThat(ImageIO.write(image, format, file.toFile())).as("a writer of " + format).isTrue();
    return file;
  }

  /** A dark ring on light paper, so that a left and a right half differ not but ink is there. */
  public static BufferedImage ring(int type, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, type);
    var graphics = image.createGraphics();
    graphics.setColor(java.awt.Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(java.awt.Color.BLACK);
    graphics.setStroke(new java.awt.BasicStroke(Math.min(width, height) / 12f));
    graphics.drawOval(width / 4, height / 4, width / 2, height / 2);
    graphics.dispose();
    return image;
  }

  /** The first part of a file. */
  public static Path cut(Path file, double part) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(whole, (int) (whole.length * part)));
  }

  /** Changes one byte in the middle. */
  public static Path corrupt(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length / 2] ^= 0x55;
    return Files.write(file, whole);
  }

  /** A PNG that says it is that large, and has hardly a byte of pixels. */
  public static Path hugePng(Path file, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(PNG_SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(header);
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {8, 2, 0, 0, 0});
    out.write(chunk("IHDR", header.toByteArray()));
    out.write(chunk("IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1}));
    out.write(chunk("IEND", new byte[0]));
    return Files.write(file, out.toByteArray());
  }

  /** Puts a chunk behind the header of a PNG. */
  static Path insertPngChunk(Path file, String type, byte[] content) throws IOException {
    return insert(file, PNG_HEADER_END, chunk(type, content));
  }

  /** Puts a segment behind the first marker of a JPEG. */
  static Path insertJpegSegment(Path file, int marker, byte[] content) throws IOException {
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(segment);
    data.writeShort(0xFF00 | marker);
    data.writeShort(content.length + 2);
    data.write(content);
    return insert(file, 2, segment.toByteArray());
  }

  private static Path insert(Path file, int at, byte[] content) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(whole, 0, at);
    out.write(content);
    out.write(whole, at, whole.length - at);
    return Files.write(file, out.toByteArray());
  }

  static byte[] chunk(String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(content.length);
    data.write(name);
    data.write(content);
    data.writeInt((int) sum.getValue());
    return out.toByteArray();
  }

  /** Where the first block of a GIF begins. */
  static int firstBlock(byte[] gif) {
    int colours = 3 << ((gif[10] & 7) + 1);
    return 13 + ((gif[10] & 0x80) == 0 ? 0 : colours);
  }

  /** A JPEG with several scans. */
  static byte[] progressive(int width, int height) throws IOException {
    return jpeg(width, height, ImageWriteParam.MODE_DEFAULT, 0);
  }

  /** A JPEG whose pixels have a marker after every second block, to go on from after damage. */
  static byte[] restarts(int width, int height) throws IOException {
    return jpeg(width, height, ImageWriteParam.MODE_DISABLED, 2);
  }

  private static byte[] jpeg(int width, int height, int progressive, int restartInterval)
      throws IOException {
    BufferedImage image = ring(BufferedImage.TYPE_BYTE_GRAY, width, height);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(progressive);
      IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
      if (restartInterval > 0) {
        String format = metadata.getNativeMetadataFormatName();
        Node root = metadata.getAsTree(format);
        IIOMetadataNode restarts = new IIOMetadataNode("dri");
        restarts.setAttribute("interval", String.valueOf(restartInterval));
        root.getLastChild().insertBefore(restarts, root.getLastChild().getFirstChild());
        metadata.setFromTree(format, root);
      }
      writer.write(null, new IIOImage(image, null, metadata), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
