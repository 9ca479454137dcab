package recipe4j.datasets.array;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recipe4j.data.InvalidDataException;
import recipe4j.io.Sha256;
import recipe4j.io.UntrustedText;

/**
 * Reads NumPy's .npy format, versions 1 to 3 (numpy/lib/format.py): numbers of any type and order
 * of bytes, and words (S, U), in C or Fortran order. Object arrays are pickles, which can run code;
 * they are refused. ND4J's reader is not used: it maps the file and trusts its header.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;

  /** NumPy 2 allows as many. */
  private static final int MOST_DIMENSIONS = 64;

  private static final int LONGEST_WORD = 4096;
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)([a-zA-Z])(\\d*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

  private NpyArray() {}

  /**
   * Reads to the end.
   *
   * @param name file and member, for messages
   * @param length bytes that the archive says there are
   * @return the array; memory is taken as the bytes come
   * @throws InvalidDataException if the content breaks a rule
   */
  public static NumberArray read(String name, InputStream in, long length) throws IOException {
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
    byte[] headerBytes = in.readNBytes(headerLength);
    String header = new String(headerBytes, StandardCharsets.UTF_8);
    if (header.matches("(?s).*'descr':\\s*\\[.*")) {
      throw invalid(name, "an array must hold plain numbers or words", "one with named fields");
    }
    Matcher type = find(name, TYPE, header);
    char kind = type.group(2).charAt(0);
    int itemSize = itemSize(name, kind, type.group(3));
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
    MessageDigest digest = Sha256.digest();
    digest.update(headerBytes);
    digest.update(content);
    String sum = Sha256.hex(digest);
    IntUnaryOperator order =
        find(name, ORDER, header).group(1).equals("True") ? fortran(shape) : index -> index;
    boolean bigEndian = type.group(1).equals(">");
    Optional<ElementType> numbers = ElementType.ofNumpy(kind, itemSize);
    if (numbers.isPresent()) {
      ByteBuffer values =
          ByteBuffer.wrap(content)
              .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      ElementType element = numbers.get();
      return NumberArray.of(name, shape, index -> element.at(values, order.applyAsInt(index)), sum);
    }
    Charset charset =
        kind == 'S' ? StandardCharsets.UTF_8 : Charset.forName(bigEndian ? "UTF-32BE" : "UTF-32LE");
    return NumberArray.ofWords(
        name,
        shape,
        index ->
            new String(content, order.applyAsInt(index) * itemSize, itemSize, charset)
                .replaceFirst("\0+$", ""),
        sum);
  }

  /**
   * Where the number with an index in C order lies in Fortran order: its first index is fastest.
   */
  private static IntUnaryOperator fortran(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int k = 0; k < shape.length; k++) {
      strides[k] = stride;
      stride *= shape[k];
    }
    return index -> {
      int rest = index;
      int at = 0;
      for (int k = shape.length - 1; k >= 0; k--) {
        at += rest % shape[k] * strides[k];
        rest /= shape[k];
      }
      return at;
    };
  }

  /** Bytes of a number or a word. */
  private static int itemSize(String name, char kind, String digits) throws InvalidDataException {
    int size = digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    boolean word = (kind == 'S' || kind == 'U') && size > 0 && size <= LONGEST_WORD;
    if (!word && ElementType.ofNumpy(kind, size).isEmpty()) {
      throw invalid(
          name, "values must be numbers or words (object arrays are refused)", kind + digits);
    }
    return kind == 'U' ? size * Integer.BYTES : size;
  }

  private static int[] shape(String name, String header) throws InvalidDataException {
    String[] sizes = find(name, SHAPE, header).group(1).replace(" ", "").split(",");
    if (sizes.length > MOST_DIMENSIONS) {
      throw invalid(name, "an array must have at most 64 dimensions", sizes.length + "");
    }
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

  static InvalidDataException invalid(String name, String rule, String found) {
    return new InvalidDataException(
        "%s: %s, found %s; get the file again".formatted(name, rule, UntrustedText.brief(found)));
  }
}
