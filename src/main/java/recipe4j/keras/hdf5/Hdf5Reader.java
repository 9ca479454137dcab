package recipe4j.keras.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import java.lang.reflect.Array;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.KerasFormatException;

/**
 * Reads what a Keras file needs out of an HDF5 file that may be damaged or malicious: only hard
 * links, and only as much as the caller expects.
 */
public final class Hdf5Reader {
  /** What jHDF says of values that are not in the dataset itself. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("External Data Files Message|Virtual storage is not supported");

  private final Hdf5Storage storage;
  private final Hdf5Tree tree;
  private final Hdf5Text text;
  private final Hdf5Chunks chunks;

  private Hdf5Reader(byte[] bytes) {
    this.storage = new Hdf5Storage(bytes);
    this.tree = new Hdf5Tree(storage);
    this.text = new Hdf5Text(storage);
    this.chunks = new Hdf5Chunks(storage);
  }

  /** A step that reads; whatever jHDF throws means that the file is damaged. */
  @FunctionalInterface
  private interface Step<T> {
    T read() throws KerasFormatException;
  }

  /**
   * Opens a file in memory.
   *
   * @param bytes the whole file
   * @throws KerasFormatException if it is no HDF5 file
   */
  public static Hdf5Reader open(byte[] bytes) throws KerasFormatException {
    return guarded(() -> new Hdf5Reader(bytes));
  }

  /** Bytes of the whole file. */
  public long size() {
    return storage.size();
  }

  /** Whether there is a group or a dataset at a path. */
  public boolean has(String path) throws KerasFormatException {
    return guarded(() -> tree.find(path) != null);
  }

  /** Names in a group, none if it is no group. */
  public List<String> names(String path) throws KerasFormatException {
    return guarded(() -> tree.names(path));
  }

  /** One string, or null where the group has no such attribute. */
  public @Nullable String attribute(String path, String name) throws KerasFormatException {
    List<String> values = attributes(path, name);
    if (values != null && values.size() != 1) {
      throw new KerasFormatException(
          "the attribute %s must be one string, found %s; save the model again"
              .formatted(name, values.size()));
    }
    return values == null ? null : values.get(0);
  }

  /**
   * Strings, empty for an empty list of any type, or null where there is no such attribute. Keras
   * divides long lists: {@code layer_names0}, {@code layer_names1} and so on.
   */
  public @Nullable List<String> attributes(String path, String name) throws KerasFormatException {
    return guarded(() -> found(path, name)).orElse(null);
  }

  private Optional<List<String>> found(String path, String name) throws KerasFormatException {
    ObjectHeader header = tree.find(path);
    if (header == null) {
      return Optional.empty();
    }
    AttributeMessage whole = tree.attribute(header, name);
    if (whole != null) {
      return Optional.of(text.read(whole));
    }
    List<String> values = new ArrayList<>();
    AttributeMessage part = tree.attribute(header, name + 0);
    for (int i = 1; part != null; i++) {
      values.addAll(text.read(part));
      part = tree.attribute(header, name + i);
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  /**
   * Floating-point numbers in row-major order, those of 64 bits rounded to 32.
   *
   * @param path of the dataset
   * @param shape that it must have
   * @throws KerasFormatException if it is missing or has another shape or type
   */
  public float[] floats(String path, long... shape) throws KerasFormatException {
    return guarded(
        () -> {
          ObjectHeader header = dataset(path, shape);
          DataType type = type(header);
          if (!(type instanceof FloatingPoint point) || !isIeee(point)) {
            throw new KerasFormatException(
                "the dataset %s must be of float16, float32 or float64, found %s; save the model as float32"
                    .formatted(path, found(type)));
          }
          Object values = values(header, path, shape);
          if (values instanceof float[] floats) {
            return floats;
          }
          double[] doubles = (double[]) values;
          float[] floats = new float[doubles.length];
          for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
          }
          return floats;
        });
  }

  private static boolean isIeee(FloatingPoint type) {
    int exponent = type.getExponentSize();
    return switch (type.getSize()) {
      case 2 -> exponent == 5;
      case 4 -> exponent == 8;
      case 8 -> exponent == 11;
      default -> false;
    };
  }

  private static String found(DataType type) {
    return type instanceof FloatingPoint point
        ? "a float of "
            + point.getSize()
            + " bytes, "
            + point.getExponentSize()
            + " bits of exponent"
        : Hdf5Text.kind(type);
  }

  /** Values of any type; a dataset without dimensions has one. */
  private Object values(ObjectHeader header, String path, long... shape)
      throws KerasFormatException {
    DataType type = type(header);
    DataLayoutMessage layout = header.getMessageOfType(DataLayoutMessage.class);
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    long bytes = Math.multiplyExact((long) count, type.getSize());
    ByteBuffer data =
        layout instanceof ContiguousDataLayoutMessage contiguous
            ? storage.map(contiguous.getAddress(), bytes)
            : layout instanceof CompactDataLayoutMessage compact
                ? compact.getDataBuffer()
                : ByteBuffer.wrap(chunks.read(header, path, shape, type.getSize()));
    return type.fillData(data, new int[] {count}, storage);
  }

  /**
   * Sizes of a dataset, none for a single value.
   *
   * @throws KerasFormatException if it is missing
   */
  public List<Long> shape(String path) throws KerasFormatException {
    return guarded(() -> Arrays.stream(dimensions(header(path))).boxed().toList());
  }

  /** An integer without dimensions. */
  public long integer(String path) throws KerasFormatException {
    return guarded(
        () -> {
          Object values = values(dataset(path), path);
          if (Array.get(values, 0) instanceof Number number) {
            return number.longValue();
          }
          throw new KerasFormatException(
              "the dataset %s must be an integer; save the model again".formatted(path));
        });
  }

  /** How a dataset is stored. */
  public record Storage(int valueBytes, boolean packed) {}

  /** How a dataset is stored, or null where there is none. */
  public @Nullable Storage storage(String path) throws KerasFormatException {
    return guarded(
            () -> {
              ObjectHeader header = tree.find(path);
              return header == null || !header.hasMessageOfType(DataTypeMessage.class)
                  ? Optional.<Storage>empty()
                  : Optional.of(
                      new Storage(type(header).getSize(), !Hdf5Chunks.filters(header).isEmpty()));
            })
        .orElse(null);
  }

  private ObjectHeader header(String path) throws KerasFormatException {
    ObjectHeader header = tree.find(path);
    if (header == null || !header.hasMessageOfType(DataSpaceMessage.class)) {
      throw new KerasFormatException(
          "the dataset %s is missing; the file is cut off or of another model".formatted(path));
    }
    return header;
  }

  private ObjectHeader dataset(String path, long... shape) throws KerasFormatException {
    ObjectHeader header = header(path);
    if (!Arrays.equals(dimensions(header), shape)) {
      throw new KerasFormatException(
          "the dataset %s must have the shape %s, found %s; the file is of another model"
              .formatted(path, Arrays.toString(shape), Arrays.toString(dimensions(header))));
    }
    return header;
  }

  private static long[] dimensions(ObjectHeader header) {
    return header.getMessageOfType(DataSpaceMessage.class).getDataSpace().getDimensionsAsLong();
  }

  private static DataType type(ObjectHeader header) throws KerasFormatException {
    DataTypeMessage message = header.getMessageOfType(DataTypeMessage.class);
    if (message.isMessageShared()) { // jHDF takes the reference for the type
      throw new KerasFormatException(
          "the type of a dataset is stored apart from it (a named datatype), which is not supported; save the model again");
    }
    return message.getDataType();
  }

  private static <T> T guarded(Step<T> step) throws KerasFormatException {
    try {
      return step.read();
    } catch (RuntimeException | StackOverflowError e) {
      String reason = firstLine(e);
      throw new KerasFormatException(
          ELSEWHERE.matcher(reason).find()
              ? "the values of a dataset lie in other files or datasets (external or virtual storage), which are not followed; save the model again, or copy it with `h5repack`"
              : "no HDF5 file, or a damaged one (%s); save the model again".formatted(reason),
          e);
    }
  }

  /** Of the first that went wrong: jHDF says at each level that reading failed. */
  private static String firstLine(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    String message = first.getMessage() == null ? "" : first.getMessage();
    return message
        .lines()
        .findFirst()
        .orElse(
            first instanceof BufferUnderflowException ? "it ends early" : "it can't be decoded");
  }
}
