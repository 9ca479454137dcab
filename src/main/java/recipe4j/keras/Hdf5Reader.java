package recipe4j.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads what a Keras file needs out of an HDF5 file that may be damaged or malicious: only hard
 * links, only uncompressed datasets, and only as much as the caller expects.
 */
final class Hdf5Reader implements AutoCloseable {
  private static final int MAX_STRINGS = 100_000;

  private final HdfFile file;
  private final long size;

  private Hdf5Reader(HdfFile file, long size) {
    this.file = file;
    this.size = size;
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
  static Hdf5Reader open(byte[] bytes) throws KerasFormatException {
    return guarded(
        () -> new Hdf5Reader(HdfFile.fromByteBuffer(ByteBuffer.wrap(bytes)), bytes.length));
  }

  /** Bytes of the whole file: no honest content is larger. */
  long size() {
    return size;
  }

  boolean has(String path) throws KerasFormatException {
    return guarded(() -> find(path) != null);
  }

  /** One string, or null where the group has no such attribute. */
  String attribute(String path, String name) throws KerasFormatException {
    List<String> values = attributes(path, name);
    if (values != null && values.size() != 1) {
      throw new KerasFormatException(
          String.format(
              Locale.ROOT,
              "the attribute %s must be one string, found %d; save the model again",
              name,
              values.size()));
    }
    return values == null ? null : values.get(0);
  }

  /** Strings, empty for an empty list of any type, or null where there is no such attribute. */
  List<String> attributes(String path, String name) throws KerasFormatException {
    return guarded(
        () -> {
          Node node = path.isEmpty() ? file : find(path);
          Attribute attribute = node == null ? null : node.getAttribute(name);
          if (attribute == null) {
            return null;
          }
          long count = attribute.getSize();
          if (count < 0 || count > MAX_STRINGS) {
            throw new KerasFormatException(
                String.format(
                    Locale.ROOT,
                    "the attribute %s must have at most %d strings, found %d; save the model again",
                    name,
                    MAX_STRINGS,
                    count));
          }
          if (count == 0) {
            return List.of();
          }
          Object data = attribute.getData();
          if (data instanceof String text) {
            return List.of(text);
          }
          if (data instanceof String[] texts) {
            return Arrays.asList(texts);
          }
          throw new KerasFormatException(
              "the attribute %s must be text, found %s; save the model again"
                  .formatted(name, attribute.getJavaType().getSimpleName()));
        });
  }

  /**
   * 32-bit floats in row-major order.
   *
   * @param path of the dataset
   * @param shape that it must have
   * @throws KerasFormatException if it is missing or has another shape or type
   */
  float[] floats(String path, long... shape) throws KerasFormatException {
    return guarded(
        () -> {
          ContiguousDataset dataset = dataset(path, shape);
          Class<?> type = dataset.getJavaType(); // boxed where there are no dimensions
          if (type != float.class && type != Float.class) {
            throw new KerasFormatException(
                "the dataset %s must be of float32, found %s; save the model as float32"
                    .formatted(path, type.getSimpleName()));
          }
          Object data = shape.length == 0 ? dataset.getData() : dataset.getDataFlat();
          return data instanceof Float value ? new float[] {value} : (float[]) data;
        });
  }

  /**
   * Sizes of a dataset, none for a single value.
   *
   * @throws KerasFormatException if it is missing
   */
  List<Long> shape(String path) throws KerasFormatException {
    return guarded(
        () -> {
          if (find(path) instanceof Dataset dataset) {
            return Arrays.stream(dataset.getDimensionsAsLong()).boxed().toList();
          }
          throw missing(path);
        });
  }

  /** An integer without dimensions. */
  long integer(String path) throws KerasFormatException {
    return guarded(
        () -> {
          if (dataset(path).getData() instanceof Number number) {
            return number.longValue();
          }
          throw new KerasFormatException(
              "the dataset %s must be an integer; save the model again".formatted(path));
        });
  }

  private ContiguousDataset dataset(String path, long... shape) throws KerasFormatException {
    Node node = find(path);
    if (node == null) {
      throw missing(path);
    }
    if (!(node instanceof ContiguousDataset dataset)) {
      throw new KerasFormatException(
          "%s must be an uncompressed dataset; save the model with Keras".formatted(path));
    }
    if (!Arrays.equals(dataset.getDimensionsAsLong(), shape)) {
      throw new KerasFormatException(
          "the dataset %s must have the shape %s, found %s; the file is of another model"
              .formatted(
                  path, Arrays.toString(shape), Arrays.toString(dataset.getDimensionsAsLong())));
    }
    return dataset;
  }

  private static KerasFormatException missing(String path) {
    return new KerasFormatException(
        "the dataset %s is missing; the file is cut off or of another model".formatted(path));
  }

  /**
   * Goes down by hard links only: a soft one may run in circles, an external one leaves the file.
   */
  private Node find(String path) throws KerasFormatException {
    Node node = file;
    for (String name : path.split("/", -1)) {
      Node child = node instanceof Group group ? group.getChildren().get(name) : null;
      if (child == null) {
        return null;
      }
      if (child.isLink()) {
        throw new KerasFormatException(
            "%s is a link; save the model again, without links".formatted(path));
      }
      node = child;
    }
    return node;
  }

  private static <T> T guarded(Step<T> step) throws KerasFormatException {
    try {
      return step.read();
    } catch (RuntimeException | StackOverflowError e) {
      throw new KerasFormatException(
          "no HDF5 file, or a damaged one (%s); save the model again".formatted(firstLine(e)), e);
    }
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  @Override
  public void close() {
    file.close();
  }
}
