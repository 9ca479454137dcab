package recipe4j.model.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.options.ArrayOptionsHelper;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.io.UntrustedText;

/**
 * Reads a vector that ND4J wrote, from bytes that may be damaged or malicious. ND4J itself would
 * believe the header: take the memory it asks for, and step through it as its strides say. So the
 * header is checked against the bytes that are there, and ND4J gets a new one.
 *
 * <p>The format, from {@code BaseDataBuffer.write} and {@code Nd4j.read}: two buffers, each with
 * the name of an allocation mode, a length (int in the modes of old releases, else long) and the
 * name of a type; the first holds the shape (rank, sizes, strides, and three more), the second the
 * values, big-endian.
 */
public final class StoredArray {
  /** Beyond its values an array takes less. */
  public static final int HEADER_BYTES = 4096;

  /** Old mode names, which come with an int as length. */
  private static final Map<String, Boolean> MODES =
      Map.of(
          "DIRECT",
          true,
          "HEAP",
          true,
          "JAVACPP",
          true,
          "LONG_SHAPE",
          false,
          "MIXED_DATA_TYPES",
          false);

  private static final Map<DataType, Integer> VALUES =
      Map.of(
          DataType.DOUBLE, Double.BYTES,
          DataType.FLOAT, Float.BYTES,
          DataType.FLOAT16, Short.BYTES,
          DataType.BFLOAT16, Short.BYTES);

  private static final int MAX_RANK = 32;
  private static final int C_ORDER = 'c';

  /** The head of a buffer. */
  private record Head(long length, DataType type) {}

  private StoredArray() {}

  /**
   * Reads a row vector.
   *
   * @param bytes all that is there
   * @param what the array is, for the error
   * @param length how many values it must have
   * @return [1, length]
   * @throws IOException if the bytes are no such array
   */
  public static INDArray read(byte[] bytes, String what, long length) throws IOException {
    ByteArrayInputStream content = new ByteArrayInputStream(bytes);
    Head values;
    try (DataInputStream in = new DataInputStream(content)) {
      long sizes = vectorLength(in, what);
      values = head(in, what);
      Integer bytesEach = VALUES.get(values.type());
      if (bytesEach == null) {
        throw new IOException(
            "%s must be floating-point numbers, found %s".formatted(what, values.type()));
      }
      if (values.length() != length || sizes != length) {
        throw new IOException(
            "%s must be %s values for this configuration, found a shape of %s and %s values"
                .formatted(what, length, sizes, values.length()));
      }
      if (content.available() != length * bytesEach) {
        throw new IOException(
            "%s must have %s bytes of values, found %s"
                .formatted(what, length * bytesEach, content.available()));
      }
    } catch (java.io.EOFException | java.io.UTFDataFormatException e) {
      throw new IOException(what + " must be a whole array, found a damaged one", e);
    }
    try (DataInputStream in =
        new DataInputStream(
            new SequenceInputStream(new ByteArrayInputStream(header(values)), content))) {
      return Nd4j.read(in);
    }
  }

  private static Head head(DataInputStream in, String what) throws IOException {
    String mode = in.readUTF();
    Boolean old = MODES.get(mode);
    if (old == null) {
      throw new IOException(
          "%s must be an array of ND4J's, found %s".formatted(what, UntrustedText.brief(mode)));
    }
    long length = old ? in.readInt() : in.readLong();
    String type = in.readUTF();
    for (DataType known : DataType.values()) {
      if (known.name().equals(type)) {
        return new Head(length, known);
      }
    }
    throw new IOException(
        "%s must have a type of ND4J's, found %s".formatted(what, UntrustedText.brief(type)));
  }

  /** Reads the shape, of which all sizes but one must be 1. */
  private static long vectorLength(DataInputStream in, String what) throws IOException {
    Head head = head(in, what);
    boolean wide = head.type() == DataType.INT64;
    if ((!wide && head.type() != DataType.INT32)
        || head.length() < 4
        || head.length() > 2 * MAX_RANK + 4) {
      throw new IOException(
          "the shape of %s must be 4 to %s integers, found %s of type %s"
              .formatted(what, 2 * MAX_RANK + 4, head.length(), head.type()));
    }
    long[] shape = new long[(int) head.length()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = wide ? in.readLong() : in.readInt();
    }
    long rank = shape[0];
    if (rank < 0 || rank > MAX_RANK || shape.length != 2 * rank + 4) {
      throw new IOException(
          "the shape of %s must fit its rank, found rank %s".formatted(what, rank));
    }
    long length = 1;
    for (int i = 1; i <= rank; i++) {
      if (shape[i] < 1 || (shape[i] > 1 && length > 1)) {
        throw new IOException(
            "%s must be one row, found a size of %s in dimension %s"
                .formatted(what, shape[i], i - 1));
      }
      length = Math.max(length, shape[i]);
    }
    return length;
  }

  /** What ND4J writes before the values of a row vector. */
  private static byte[] header(Head values) throws IOException {
    long n = values.length();
    long[] shape = {2, 1, n, n, 1, ArrayOptionsHelper.setOptionBit(0L, values.type()), 1, C_ORDER};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("LONG_SHAPE");
      out.writeLong(shape.length);
      out.writeUTF(DataType.INT64.name());
      for (long value : shape) {
        out.writeLong(value);
      }
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(n);
      out.writeUTF(values.type().name());
    }
    return bytes.toByteArray();
  }
}
