package recipe4j.datasets.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;
import recipe4j.data.InvalidDataException;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.io.Gzip;
import recipe4j.io.Sha256;
import recipe4j.io.UntrustedText;

/**
 * IDX files of any type: bytes, shorts, ints, floats and doubles, all big-endian, raw or gzipped.
 * Files of unsigned bytes, as MNIST's are, are {@link IdxArray}'s.
 */
public final class IdxNumbers {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int MOST_DIMENSIONS = 4;

  private IdxNumbers() {}

  /**
   * Reads a file if it is IDX of another type, or has other dimensions than are usual.
   *
   * @param file raw or gzipped; its content tells which
   * @param usual dimensions that a file of unsigned bytes has, with which it is not read here
   * @return the array; empty for a usual file, and for what is no IDX
   * @throws InvalidDataException if it breaks a rule of the format
   * @throws IOException if it can't be read
   */
  public static Optional<NumberArray> read(Path file, int usual) throws IOException {
    try (InputStream in = Gzip.openUnpacked(file)) {
      byte[] magic = in.readNBytes(Integer.BYTES);
      Optional<ElementType> type =
          magic.length < Integer.BYTES || magic[0] != 0 || magic[1] != 0
              ? Optional.empty()
              : ElementType.ofIdx(magic[2]);
      boolean own =
          type.isPresent() && (magic[2] != UNSIGNED_BYTES || (magic[3] == 2 && usual == 1));
      if (!own) {
        return Optional.empty();
      }
      return Optional.of(read(file, in, magic, type.get()));
    } catch (EOFException | ZipException e) {
      throw new InvalidDataException(
          "%s: a gzip file must be complete and unpack, found: %s; get it again"
              .formatted(file, UntrustedText.reason(e)),
          e);
    }
  }

  private static NumberArray read(Path file, InputStream in, byte[] magic, ElementType type)
      throws IOException {
    int dimensions = magic[3];
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw new InvalidDataException(
          "%s: an IDX file must have 1 to 4 dimensions, found %s; get it again"
              .formatted(file, dimensions));
    }
    byte[] sizes = in.readNBytes(dimensions * Integer.BYTES);
    int[] shape = new int[dimensions];
    long bytes = type.size();
    for (int k = 0; k < dimensions && sizes.length == dimensions * Integer.BYTES; k++) {
      shape[k] = ByteBuffer.wrap(sizes).getInt(k * Integer.BYTES);
      bytes = shape[k] < 1 ? Long.MAX_VALUE : Math.min(bytes, Integer.MAX_VALUE) * shape[k];
      bytes = Math.min(bytes, Integer.MAX_VALUE + 1L);
    }
    long most = Math.min(Integer.MAX_VALUE - Long.SIZE, IdxArray.mostUnpacked(Files.size(file)));
    boolean whole = sizes.length == dimensions * Integer.BYTES && bytes <= most;
    byte[] content = whole ? in.readNBytes((int) bytes) : new byte[0]; // memory as they come
    if (!whole || content.length < bytes || in.read() >= 0) {
      throw new InvalidDataException(
          "%s: an IDX file must hold the %s values that its header says, below 2 GB, found %s; get it again"
              .formatted(
                  file,
                  Arrays.toString(shape),
                  !whole
                      ? "another size"
                      : content.length < bytes ? "%s bytes".formatted(content.length) : "more"));
    }
    MessageDigest digest = Sha256.digest();
    digest.update(magic);
    digest.update(sizes);
    digest.update(content);
    ByteBuffer values = ByteBuffer.wrap(content); // big-endian
    return NumberArray.of(
        file.toString(), shape, index -> type.at(values, index), Sha256.hex(digest));
  }
}
