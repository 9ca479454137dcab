package recipe4j.datasets.idx;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import recipe4j.data.InvalidDataException;
import recipe4j.io.Gzip;
import recipe4j.io.RegularFile;
import recipe4j.io.Sha256;

/**
 * An IDX file in memory: unsigned bytes in one dimension (labels) or three (images, rows, columns).
 *
 * <p>The format, from MNIST's own page: two zero bytes, the type (8: unsigned byte), the number of
 * dimensions, each dimension as a big-endian int, then the values.
 */
public final class IdxArray implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int UNSIGNED_BYTES = 0x0800;

  /**
   * Largest ratio of unpacked to packed size: MNIST's images have about 5, ten thousand equal
   * labels about 100.
   */
  private static final long MAX_PACKING = 200;

  /** Below this size it doesn't matter how well a file packs. */
  private static final long SMALL = 16 << 20;

  private final String name;
  private final int[] dimensions;
  private final byte[] values;

  private IdxArray(String name, int[] dimensions, byte[] values) {
    this.name = name;
    this.dimensions = dimensions;
    this.values = values;
  }

  /**
   * Reads a file, raw or gzipped; its content tells which.
   *
   * @throws InvalidDataException if it breaks a rule of the format
   */
  public static IdxArray read(Path file, int dimensions) throws IOException {
    try (InputStream in = RegularFile.open(file)) {
      return parse(file.toString(), in, Files.size(file), dimensions);
    } catch (NoSuchFileException e) {
      FileNotFoundException missing = new FileNotFoundException(e.getMessage());
      missing.initCause(e);
      throw missing;
    }
  }

  /** Parses the content of a file, raw or gzipped. */
  public static IdxArray parse(String name, byte[] content, int dimensions) throws IOException {
    return parse(name, new ByteArrayInputStream(content), content.length, dimensions);
  }

  private static IdxArray parse(String name, InputStream file, long length, int dimensions)
      throws IOException {
    byte[] start = file.readNBytes(2);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), file);
    if (!Gzip.isGzip(start)) {
      return parse(name, whole, length, Long.MAX_VALUE, dimensions);
    }
    try (InputStream unpacked = new Gzip(whole)) {
      return parse(name, unpacked, -1, mostUnpacked(length), dimensions);
    } catch (EOFException e) {
      throw new InvalidDataException(
          name + ": a gzip file must be complete, found its end missing; get it again", e);
    } catch (ZipException e) {
      throw new InvalidDataException(
          "%s: a gzip file must unpack, found: %s; get it again".formatted(name, e.getMessage()),
          e);
    }
  }

  /** How many bytes a packed file may become, so that a small one can't take much memory. */
  public static long mostUnpacked(long packed) {
    return Math.max(SMALL, packed * MAX_PACKING);
  }

  /**
   * Parses unpacked content.
   *
   * @param length bytes in all, or -1 if they can't be known beforehand
   * @param mostBytes bytes that are read at most
   */
  private static IdxArray parse(
      String name, InputStream in, long length, long mostBytes, int dimensions) throws IOException {
    int headerSize = headerSize(dimensions);
    byte[] header = in.readNBytes(headerSize);
    if (header.length == 0) {
      throw new InvalidDataException(
          name + ": an IDX file must start with a magic number, found an empty file; get it again");
    }
    if (header.length >= Integer.BYTES) {
      checkMagic(name, ByteBuffer.wrap(header).getInt(), UNSIGNED_BYTES | dimensions);
    }
    if (header.length < headerSize) {
      throw new InvalidDataException(
          "%s: the header of an IDX file must have %s bytes, found %s; get the file again"
              .formatted(name, headerSize, header.length));
    }
    int[] sizes = new int[dimensions];
    ByteBuffer.wrap(header, Integer.BYTES, headerSize - Integer.BYTES).asIntBuffer().get(sizes);
    int count = countValues(name, sizes);
    long needed = (long) headerSize + count;
    if (needed > mostBytes) {
      throw new InvalidDataException(
          "%s: a packed file must unpack to at most %s times its size, found %s bytes for %s values; get it again"
              .formatted(name, MAX_PACKING, needed, describe(sizes)));
    }
    if (length >= 0 && needed != length) {
      throw wrongLength(name, sizes, needed, Long.toString(length));
    }
    byte[] values = in.readNBytes(count); // takes memory as the bytes come
    if (values.length < count) {
      throw wrongLength(name, sizes, needed, Integer.toString(headerSize + values.length));
    }
    if (in.read() >= 0) {
      throw wrongLength(name, sizes, needed, "more");
    }
    return new IdxArray(name, sizes, values);
  }

  private static void checkMagic(String name, int found, int expected) throws InvalidDataException {
    if (found != expected) {
      throw new InvalidDataException(
          "%s: the magic number of %s must be %s, found %s; give an IDX file of unsigned bytes%s"
              .formatted(
                  name,
                  expected == (UNSIGNED_BYTES | 3) ? "images" : "labels",
                  expected,
                  found,
                  found == (UNSIGNED_BYTES | 1) || found == (UNSIGNED_BYTES | 3)
                      ? " (images and labels seem to be swapped)"
                      : ""));
    }
  }

  private static int countValues(String name, int[] sizes) throws InvalidDataException {
    long count = 1;
    for (int size : sizes) {
      if (size < 1) {
        throw new InvalidDataException(
            "%s: every dimension must be 1 to %s, found %s; get the file again"
                .formatted(name, Integer.MAX_VALUE, describe(sizes)));
      }
      // below 2^31 times 2^31, so it can't overflow before the check
      count *= size;
      if (count > Integer.MAX_VALUE - Long.SIZE) {
        throw new InvalidDataException(
            "%s: a file must hold less than 2 GB, found %s values; split it"
                .formatted(name, describe(sizes)));
      }
    }
    return (int) count;
  }

  private static InvalidDataException wrongLength(
      String name, int[] sizes, long needed, String found) {
    return new InvalidDataException(
        "%s: %s values need a file of %s bytes, found %s; get the file again"
            .formatted(name, describe(sizes), needed, found));
  }

  private static String describe(int[] sizes) {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toUnsignedString)
        .collect(Collectors.joining("x"));
  }

  private static int headerSize(int dimensions) {
    return Integer.BYTES * (1 + dimensions);
  }

  /** The bytes before the values. */
  public static byte[] header(int... dimensions) {
    ByteBuffer header = ByteBuffer.allocate(headerSize(dimensions.length));
    header.putInt(UNSIGNED_BYTES | dimensions.length);
    header.asIntBuffer().put(dimensions);
    return header.array();
  }

  /** The file it was read from, for messages. */
  String name() {
    return name;
  }

  /** Length of one dimension. */
  public int size(int dimension) {
    return dimensions[dimension];
  }

  /** A copy of the dimensions. */
  public int[] shape() {
    return dimensions.clone();
  }

  /** The values themselves, no copy: not to be changed. */
  public byte[] values() {
    return values;
  }

  /** Sum of the unpacked file. */
  public String sha256() {
    MessageDigest digest = Sha256.digest();
    digest.update(header(dimensions));
    digest.update(values);
    return Sha256.hex(digest);
  }
}
