package recipe4j.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import recipe4j.datasets.DataEnvironment;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.io.Sha256;

/** Small datasets, written to files for the tests. */
public final class IdxFixture {
  private IdxFixture() {}

  /** An IDX file whose values count up. */
  public static byte[] images(int count, int height, int width) {
    byte[] header = IdxArray.header(count, height, width);
    byte[] file = Arrays.copyOf(header, header.length + count * height * width);
    for (int i = header.length; i < file.length; i++) {
      file[i] = (byte) (i * 31);
    }
    return file;
  }

  public static byte[] labels(int... labels) {
    byte[] header = IdxArray.header(labels.length);
    byte[] file = Arrays.copyOf(header, header.length + labels.length);
    for (int i = 0; i < labels.length; i++) {
      file[header.length + i] = (byte) labels[i];
    }
    return file;
  }

  /** Six training images of 4x5 in three classes, and two test images. */
  public static Map<IdxPart, byte[]> parts() {
    Map<IdxPart, byte[]> parts = new EnumMap<>(IdxPart.class);
    parts.put(IdxPart.TRAIN_IMAGES, images(6, 4, 5));
    parts.put(IdxPart.TRAIN_LABELS, labels(0, 1, 2, 0, 1, 2));
    parts.put(IdxPart.TEST_IMAGES, images(2, 4, 5));
    parts.put(IdxPart.TEST_LABELS, labels(2, 1));
    return parts;
  }

  public static Map<IdxPart, String> checksums(Map<IdxPart, byte[]> parts) {
    Map<IdxPart, String> sums = new EnumMap<>(IdxPart.class);
    parts.forEach((part, content) -> sums.put(part, sha256(content)));
    return sums;
  }

  public static String sha256(byte[] content) {
    try {
      return Sha256.of(new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path writeRaw(Path folder, Map<IdxPart, byte[]> parts) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<IdxPart, byte[]> part : parts.entrySet()) {
      Files.write(folder.resolve(part.getKey().fileName()), part.getValue());
    }
    return folder;
  }

  public static Path writePacked(Path folder, Map<IdxPart, byte[]> parts) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<IdxPart, byte[]> part : parts.entrySet()) {
      Files.write(folder.resolve(part.getKey().packedName()), gzip(part.getValue()));
    }
    return folder;
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new FastGzip(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Writes {@link #parts} as Keras does. */
  public static Path writeKeras(Path file, Map<IdxPart, byte[]> parts) throws IOException {
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(
          zip,
          "x_train",
          "(6, 4, 5)",
          Arrays.copyOfRange(parts.get(IdxPart.TRAIN_IMAGES), 16, 136));
      put(zip, "y_train", "(6,)", Arrays.copyOfRange(parts.get(IdxPart.TRAIN_LABELS), 8, 14));
      put(zip, "x_test", "(2, 4, 5)", Arrays.copyOfRange(parts.get(IdxPart.TEST_IMAGES), 16, 56));
      put(zip, "y_test", "(2,)", Arrays.copyOfRange(parts.get(IdxPart.TEST_LABELS), 8, 10));
    }
    return file;
  }

  private static void put(ZipOutputStream zip, String name, String shape, byte[] values)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    zip.write(npy("|u1", "False", shape, values));
    zip.closeEntry();
  }

  /** An .npy file, version 1. */
  public static byte[] npy(String type, String fortran, String shape, byte[] values) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(type, fortran, shape);
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(10 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.putShort((short) text.length).put(text).put(values);
    return file.array();
  }

  /** A machine with nothing on it. */
  public static DataEnvironment emptyMachine(Path home) {
    return new DataEnvironment(Map.of(), home, "Linux", home.resolve(".deeplearning4j"));
  }
}
