package recipe4j.datasets.idx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recipe4j.data.InvalidDataException;
import recipe4j.io.UntrustedText;

/**
 * A NumPy array of whole numbers from 0 to 255, as one member of an .npz archive.
 *
 * <p>Reads the .npy format, versions 1 to 3 (numpy/lib/format.py), of integers in C order. Object
 * arrays are pickles, which can run code; they are refused.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)([a-zA-Z])(\\d*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

  private final int[] shape;
  private final byte[] values;

  private NpyArray(int[] shape, byte[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Reads to the end.
   *
   * @param name file and member, for messages
   * @param length bytes that the archive says there are
   * @throws InvalidDataException if the content breaks a rule
   */
  public static NpyArray read(String name, InputStream in, long length) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw invalid(name, "an array must start with the magic string of .npy", "something else");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw invalid(name, "the version of .npy must be 1 to 3", Integer.toString(version));
    }
    int sizeBytes = version == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    size.put(0, in.readNBytes(sizeBytes));
    int headerLength = size.getInt(0);
    if (headerLength < 1 || headerLength > LONGEST_HEADER) {
      throw invalid(
          name, "a header must have 1 to 65,536 bytes", Integer.toUnsignedString(headerLength));
    }
    String header = new String(in.readNBytes(headerLength), StandardCharsets.UTF_8);
    int itemSize = itemSize(name, header);
    if (itemSize > 1 && !find(name, TYPE, header).group(1).equals("<")) {
      throw invalid(name, "integers must be little-endian", header.strip());
    }
    if (find(name, ORDER, header).group(1).equals("True")) {
      throw invalid(name, "an array must be in C order", "Fortran order");
    }
    int[] shape = shape(name, header);
    long prefix = start.length + sizeBytes + (long) headerLength;
    long bytes = itemSize;
    for (int dimension : shape) {
      bytes = dimension == 0 ? 0 : Math.min(bytes, Integer.MAX_VALUE) * dimension;
    }
    if (bytes > Integer.MAX_VALUE - Long.SIZE || prefix + bytes != length) {
      throw invalid(
          name,
          "shape %s needs %s bytes".formatted(Arrays.toString(shape), prefix + bytes),
          Long.toString(length));
    }
    byte[] content = in.readNBytes((int) bytes); // takes memory as the bytes come
    if (content.length < bytes) {
      throw invalid(
          name, "an array must be complete", "%s of %s bytes".formatted(content.length, bytes));
    }
    return new NpyArray(shape, itemSize == 1 ? content : narrow(name, content, itemSize));
  }

  private static int itemSize(String name, String header) throws InvalidDataException {
    Matcher type = find(name, TYPE, header);
    String size = type.group(3);
    boolean integer = type.group(2).equals("u") || type.group(2).equals("i");
    if (!integer || !size.matches("[1248]")) {
      throw invalid(
          name, "values must be integers (object arrays are refused)", type.group(2) + size);
    }
    return Integer.parseInt(size);
  }

  private static int[] shape(String name, String header) throws InvalidDataException {
    String[] sizes = find(name, SHAPE, header).group(1).replace(" ", "").split(",");
    try {
      return Arrays.stream(sizes).filter(s -> !s.isEmpty()).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw new InvalidDataException(
          "%s: dimensions must be at most %s, found %s; get the file again"
              .formatted(name, Integer.MAX_VALUE, UntrustedText.brief(String.join(", ", sizes))),
          e);
    }
  }

  private static Matcher find(String name, Pattern pattern, String header)
      throws InvalidDataException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw invalid(name, "a header must say descr, fortran_order and shape", header.strip());
    }
    return matcher;
  }

  private static byte[] narrow(String name, byte[] content, int itemSize)
      throws InvalidDataException {
    byte[] values = new byte[content.length / itemSize];
    for (int i = 0; i < values.length; i++) {
      values[i] = content[i * itemSize];
      for (int j = 1; j < itemSize; j++) {
        if (content[i * itemSize + j] != 0) {
          throw invalid(name, "values must be 0 to 255", "another one at index " + i);
        }
      }
    }
    return values;
  }

  private static InvalidDataException invalid(String name, String rule, String found) {
    return new InvalidDataException(
        "%s: %s, found %s; get the file again".formatted(name, rule, UntrustedText.brief(found)));
  }

  /** Dimensions, the first varies slowest. */
  public int[] shape() {
    return shape.clone();
  }

  /** The values themselves, unsigned, no copy: not to be changed. */
  public byte[] values() {
    return values;
  }
}
